package dev.parley.server.sync.client;

import dev.parley.server.view.ConversationView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SentView;
import dev.parley.server.view.SnapshotView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one signed-in device. Each throws {@link Refused} for an answer that is a no, and
 * {@link Lost} if no answer came: it may have been done or not.
 */
public interface Transport {
  /** No answer came. */
  final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Lost() {
      super("no answer", null, false, false);
    }
  }

  /** The server said no. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    public Refused(String code) {
      super(code, null, false, false);
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** A page of the list. */
  record ListPage(List<ConversationView> conversations, @Nullable String next) {}

  /**
   * A page of a log.
   *
   * @param hasBefore whether anything is below the first; null in answers to a rev
   * @param hasAfter whether the log, or its changes, go on
   * @param rev to ask for changes from
   */
  record LogPage(
      List<MessageView> messages, @Nullable Boolean hasBefore, boolean hasAfter, long rev) {}

  /** The address book and the blocks: ids of people. */
  record People(Set<String> contacts, Set<String> blocked) {}

  /**
   * {@code GET /api/sync}.
   *
   * @param at how far the device came by pushes since it got the cursor
   */
  PullView sync(String cursor, long at);

  SnapshotView snapshot(int limit, int messages);

  ListPage conversations(@Nullable String cursor, int limit);

  ConversationView conversation(String id);

  /** The last messages below a number. */
  LogPage before(String conversationId, long seq, int limit);

  LogPage changes(String conversationId, long rev, int limit);

  /**
   * What the reader deleted for oneself.
   *
   * @param seqs numbers of messages
   * @param deletions how many a copy stands for that has left these out
   */
  record Deleted(List<Long> seqs, long deletions) {}

  /** Those after as many as a copy stands for. */
  Deleted deleted(String conversationId, long after);

  People people();

  SentView send(String conversationId, String clientMsgId, String text, @Nullable Long replySeq);
}
