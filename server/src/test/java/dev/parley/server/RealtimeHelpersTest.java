package dev.parley.server;

import dev.parley.channels.app.App;
import dev.parley.store.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The helpers of {@code web/realtime}, which people put into their own pages, against a server. */
class RealtimeHelpersTest {
  @Test
  void shouldSubscribeFromFunctionsAndComponentsAndLeaveNothingBehind() throws Exception {
    int hooks = ServerFixture.freePort();
    var webhook = Map.of("url", "http://127.0.0.1:" + hooks + "/");
    try (ServerFixture place =
        ServerFixture.on(
            Engine.SQLITE, Map.of("default-app", Map.of("webhooks", List.of(webhook))))) {
      App app = place.server().apps().defaultApp();
      WebScript.run(
          "realtime",
          List.of("npm", "run", "--silent", "live"),
          Map.of(
              "PUSHER_APP_ID", app.id(),
              "PUSHER_KEY", app.keys().getFirst().key(),
              "PUSHER_SECRET", app.keys().getFirst().secret(),
              "PUSHER_CLUSTER", "us3",
              "PUSHER_HOST", "127.0.0.1",
              "PUSHER_PORT", Integer.toString(place.server().port()),
              "PUSHER_SCHEME", "http",
              "HOOKS_PORT", Integer.toString(hooks)));
    }
  }
}
