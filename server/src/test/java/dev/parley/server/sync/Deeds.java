package dev.parley.server.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people do, from wherever. Each throws {@link
 * dev.parley.server.sync.client.Transport.Refused} if they may not.
 */
interface Deeds {
  String group(String owner, String title, List<String> others);

  String direct(String one, String other);

  /** Its number. */
  long say(String who, String conversation, String name, String text, @Nullable Long replySeq);

  void edit(String who, String conversation, long seq, String text);

  void recall(String who, String conversation, long seq);

  void react(String who, String conversation, long seq, String emoji);

  void unreact(String who, String conversation, long seq, String emoji);

  void pinMessage(String who, String conversation, long seq);

  void unpinMessage(String who, String conversation, long seq);

  void add(String actor, String conversation, String whom);

  void remove(String actor, String conversation, String whom);

  void leave(String who, String conversation);

  void handOver(String actor, String conversation, String whom);

  void silence(String actor, String conversation, String whom);

  void rename(String actor, String conversation, String title);

  /** From now on the group keeps messages for an hour. */
  void keepAnHour(String actor, String conversation);

  void dissolve(String actor, String conversation);

  void read(String who, String conversation, long seq);

  void markUnread(String who, String conversation);

  void mute(String who, String conversation, boolean muted);

  void pin(String who, String conversation, boolean pinned);

  void draft(String who, String conversation, String text);

  /** Deletes one message for oneself. */
  void delete(String who, String conversation, long seq);

  /** Deletes it for oneself. */
  void hide(String who, String conversation);

  void block(String who, String whom, boolean blocked);

  void contact(String who, String whom, boolean known);

  /**
   * Turns the group into one without pointers, as if it had grown; the next who comes or goes turns
   * it back.
   */
  void grow(String conversation);
}
