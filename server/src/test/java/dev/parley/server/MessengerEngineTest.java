package dev.parley.server;

import dev.parley.store.Engine;
import org.junit.jupiter.api.Test;

/** What stands below the messenger's screens, in a browser. */
class MessengerEngineTest {
  /**
   * Five tabs and one socket; signed out from afar in all of them, with nothing left behind;
   * history and queue while the server is stopped; a new version is offered.
   */
  @Test
  void shouldShareOneConnectionEndEverywhereAndWorkWithoutTheServer() throws Exception {
    try (ServerFixture place = ServerFixture.on(Engine.SQLITE)) {
      WebScript.browse("engine.mjs", place.http().port());
    }
  }
}
