package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.sync.Pull;
import dev.parley.messenger.sync.Reset;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a device lacks of its user's log.
 *
 * @param reset why the device has to take a snapshot: "first", "epoch", "ahead", "expired",
 *     "too-far" or "parked"; null if it can go on
 * @param entries numbered without holes from {@code from} on; none with a reset
 * @param from number of the first entry; null if there is none
 * @param head number of the log's last entry, 0 if there is none
 * @param cursor stands after the last of these entries; null with a reset
 * @param more whether there are more entries
 * @param heads of all large groups of the reader; none with a reset
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PullView(
    @Nullable String reset,
    List<SyncView.Entry> entries,
    @Nullable Long from,
    long head,
    @Nullable String cursor,
    boolean more,
    List<GroupHeadView> heads) {

  public static PullView of(Pull pull) {
    Reset reset = pull.reset();
    return new PullView(
        reset == null ? null : reset.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        pull.entries().stream().map(SyncView.Entry::of).toList(),
        pull.entries().isEmpty() ? null : (Long) pull.entries().getFirst().syncSeq(),
        pull.head(),
        pull.cursor(),
        pull.more(),
        GroupHeadView.of(pull.heads()));
  }
}
