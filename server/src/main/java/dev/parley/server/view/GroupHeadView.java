package dev.parley.server.view;

import dev.parley.messenger.sync.GroupHead;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * How far one of the reader's large groups is. These get no entries: compare, and read what is
 * lacking.
 *
 * @param lastSeq number of the last message
 * @param lastRev moves with every change of the log
 * @param version moves with every other change that members see
 * @param myVersion moves with every change of the reader's own place
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record GroupHeadView(
    String conversationId, long lastSeq, long lastRev, long version, long myVersion) {

  public static List<GroupHeadView> of(List<GroupHead> heads) {
    return heads.stream()
        .map(head ->
            new GroupHeadView(
                Texts.id(head.conversationId()),
                head.lastSeq(),
                head.lastRev(),
                head.version(),
                head.myVersion()))
        .toList();
  }
}
