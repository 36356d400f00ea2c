package dev.parley.server;

import dev.parley.store.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways in beside a password, as a browser walks them. */
class IdentityPageTest {
  @Test
  void shouldLetPeopleInByAProviderAPasskeyAndACode() throws Exception {
    int port = ServerFixture.freePort();
    String home = "http://localhost:" + port; // passkeys are bound to names, not to numbers
    try (var provider = new OidcStandIn();
        var _ =
            ServerFixture.on(
                Engine.SQLITE,
                Map.of(
                    "port", port,
                    "public-url", home,
                    "sign-in", Map.of("oidc", List.of(provider.settings()))))) {
      provider.seat(
          "wanda", Map.of("email", "wanda@work.example", "email_verified", true, "name", "Wanda"));
      WebScript.run("app/browser", List.of("node", "identity.mjs"), Map.of("PARLEY_URL", home));
    }
  }
}
