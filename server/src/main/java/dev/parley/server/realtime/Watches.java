package dev.parley.server.realtime;

import dev.parley.messenger.session.Caller;
import dev.parley.server.view.PresenceView;
import jakarta.inject.Singleton;
import java.util.Collection;

/** The door to presence for requests. Thread-safe; blocks for a read. */
@Singleton
public final class Watches {
  private final PresenceBoard board;

  Watches(PresenceBoard board) {
    this.board = board;
  }

  /**
   * Who of these is online; their changes are pushed to the caller from now on.
   *
   * @param ids no more than {@code Bound.PRESENCE_WATCHED}
   * @throws dev.parley.messenger.Refusal {@code limit-reached}
   */
  public PresenceView watch(Caller caller, Collection<Long> ids) {
    return board.watch(caller.userId(), caller.sessionId(), ids);
  }
}
