package dev.parley.channels.hub;

import dev.parley.channels.app.Limit;
import dev.parley.channels.headcount.Visit;
import org.jspecify.annotations.Nullable;

/** One connection's place in its app's head-count. Owned by the connection's loop. */
final class Attendance {
  private final AppState app;
  private final String address;
  private @Nullable Visit visit;

  Attendance(AppState app, String address) {
    this.app = app;
    this.address = address;
  }

  /** Opens a page, turns to another or gets further in it; false if its address has its share. */
  boolean enter(String session, String room, int decile, long nowNanos) {
    long most = app.limit(Limit.HEADCOUNT_SESSIONS_PER_ADDRESS);
    Visit entered = app.headCount().enter(visit, session, room, decile, address, most, nowNanos);
    if (entered == null) {
      return false;
    }
    visit = entered;
    return true;
  }

  /** Gives the place back, once. */
  void leave() {
    if (visit != null) {
      app.headCount().leave(visit);
      visit = null;
    }
  }
}
