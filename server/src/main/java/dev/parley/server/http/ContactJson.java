package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.server.view.PersonView;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Contacts and blocks, as the HTTP API reads them and lists them. */
final class ContactJson {
  private ContactJson() {}

  /**
   * What to call a contact.
   *
   * @param alias at most 64 characters; empty takes it away
   */
  @Serdeable
  record Alias(@Nullable String alias) {}

  /**
   * Somebody in the caller's address book.
   *
   * @param user the person
   * @param alias what the caller calls that one; null for nothing of its own
   * @param createdAt since when, ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(PersonView user, @Nullable String alias, String createdAt) {}

  /**
   * One page.
   *
   * @param contacts oldest accounts first
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Contacts(List<Entry> contacts, @Nullable String next) {}

  /**
   * Somebody whom the caller shuts out.
   *
   * @param user the person
   * @param createdAt since when, ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Blocked(PersonView user, String createdAt) {}

  /**
   * One page.
   *
   * @param blocks oldest accounts first
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Blocks(List<Blocked> blocks, @Nullable String next) {}
}
