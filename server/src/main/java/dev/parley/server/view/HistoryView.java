package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.sync.SyncHistory;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written into the reader's log, and which of the reader's devices have it.
 *
 * @param entries the newest first
 * @param devices all of the reader's
 * @param next cursor of the next page; null if this is the last
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HistoryView(List<Entry> entries, List<Device> devices, @Nullable String next) {

  /**
   * One entry.
   *
   * @param syncSeq its number in the log
   * @param kind as in pushes
   * @param conversationId null for what concerns the reader alone
   * @param ref seq of a message, rev of a change, else a version
   * @param createdAt ISO 8601, UTC
   * @param acks the devices that have it
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Entry(
      long syncSeq,
      String kind,
      @Nullable String conversationId,
      String ref,
      String createdAt,
      List<Ack> acks) {}

  /**
   * That a device has an entry.
   *
   * @param ackedAt it was known by then; ISO 8601, UTC
   * @param by {@code push} if it came over a live socket, {@code pull} if it was asked for
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Ack(String deviceId, String ackedAt, String by) {}

  /**
   * One device.
   *
   * @param position up to here it has the log
   * @param ackedAt since when; ISO 8601, UTC; null if it never said
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Device(String id, String name, long position, @Nullable String ackedAt) {}

  public static HistoryView of(SyncHistory.History history) {
    return new HistoryView(
        history.lines().items().stream().map(HistoryView::entry).toList(),
        history.devices().stream()
            .map(device ->
                new Device(
                    Texts.id(device.id()),
                    device.name(),
                    device.position(),
                    Texts.timeOrNull(device.at())))
            .toList(),
        history.lines().next());
  }

  private static Entry entry(SyncHistory.Line line) {
    return new Entry(
        line.syncSeq(),
        SyncView.kind(line.kind()),
        line.conversationId() == 0 ? null : Texts.id(line.conversationId()),
        Texts.id(line.ref()),
        Texts.time(line.createdAt()),
        line.acks().stream()
            .map(ack ->
                new Ack(
                    Texts.id(ack.deviceId()), Texts.time(ack.at()), ack.pushed() ? "push" : "pull"))
            .toList());
  }
}
