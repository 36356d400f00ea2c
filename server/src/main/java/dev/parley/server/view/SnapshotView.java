package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device begins with. All of it is of one moment.
 *
 * @param cursor stands at the head: what came later is in the log after it
 * @param head number of the log's last entry, 0 if there is none
 * @param epoch of the store; a string of digits
 * @param conversations the first of the list
 * @param people those whom the messages name
 * @param next cursor of the list's next page; null if this is all
 * @param heads of all large groups of the reader
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SnapshotView(
    String cursor,
    long head,
    String epoch,
    List<Part> conversations,
    List<PersonView> people,
    @Nullable String next,
    List<GroupHeadView> heads) {

  /**
   * One conversation.
   *
   * @param messages the last ones, by number
   * @param hasBefore whether there are more below
   * @param lastRev to ask for changes from, later
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Part(
      ConversationView conversation, List<MessageView> messages, boolean hasBefore, long lastRev) {}
}
