package dev.parley.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.session.Seal;
import dev.parley.messenger.session.ServerKeys;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MediaLinksTest {
  @Test
  void shouldStayTheSameForAnHourAndBeGoodForTwo() {
    var now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    try (var place = StoreFixture.on(Engine.SQLITE);
        Store store = place.open()) {
      var keys =
          new ServerKeys(
              new Transactions(store, _ -> {}),
              now::get,
              new SecureRandom(),
              ServerKeys.Purpose.MEDIA_LINK);
      var links = new MediaLinks(new Seal(keys), URI.create("https://cdn.example.org"), now::get);
      URI first = links.to(7, "/media/7").orElseThrow();
      String link = first.getRawQuery().replace("link=", "");
      now.set(Instant.parse("2026-11-21T10:59:59Z"));
      assertThat(links.to(7, "/media/7")).contains(first);
      assertThat(links.opens(7, link)).isTrue();
      assertThat(links.opens(8, link)).isFalse();
      now.set(Instant.parse("2026-11-21T11:00:00Z"));
      assertThat(links.to(7, "/media/7")).isPresent().get().isNotEqualTo(first);
      now.set(Instant.parse("2026-11-21T11:59:59Z"));
      assertThat(links.opens(7, link)).isTrue();
      now.updateAndGet(before -> before.plus(Duration.ofSeconds(1)));
      assertThat(links.opens(7, link)).as("expired").isFalse();
      assertThat(new MediaLinks(new Seal(keys), null, now::get).to(7, "/media/7")).isEmpty();
    }
  }
}
