package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.server.app.JsonTree;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a system message tells. Who did it is the message's sender.
 *
 * @param type {@code created}, {@code renamed}, {@code avatar-changed}, {@code added}, {@code
 *     joined}, {@code left}, {@code removed}, {@code role-changed}, {@code owner-changed} or {@code
 *     retention-changed}
 * @param title of {@code created} and {@code renamed}
 * @param userIds whom it is about
 * @param role of {@code role-changed}: {@code admin} or {@code member}
 * @param retention of {@code retention-changed}: {@code server}, {@code forever} or a time such as
 *     {@code 7d}
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemNoteView(
    String type,
    @Nullable String title,
    @Nullable List<String> userIds,
    @Nullable String role,
    @Nullable String retention) {

  /** Whom it is about. */
  Stream<Long> named() {
    return userIds == null ? Stream.empty() : userIds.stream().map(Long::valueOf);
  }

  /** Of the JSON that the log holds. */
  static SystemNoteView of(String body) {
    Map<String, Object> tree = JsonTree.read(body);
    return new SystemNoteView(
        String.valueOf(tree.get("type")),
        text(tree.get("title")),
        tree.get("user_ids") instanceof List<?> ids
            ? ids.stream().map(String::valueOf).toList()
            : null,
        text(tree.get("role")),
        text(tree.get("retention")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
