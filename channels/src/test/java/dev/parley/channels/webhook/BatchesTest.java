package dev.parley.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.WebhookEndpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final long MILLI = 1_000_000;

  private final Target target = target("1");
  private final List<List<String>> done = new ArrayList<>();
  private final List<String> apps = new ArrayList<>();
  private final Batches batches =
      new Batches(
          Limits.DEFAULTS
              .with(Limit.WEBHOOK_BATCH_EVENTS, 3)
              .with(Limit.WEBHOOK_BATCH_BYTES, 1_024)
              .with(Limit.WEBHOOK_BATCH_MILLIS, 100),
          (to, events) -> {
            apps.add(to.appId());
            done.add(events);
          });

  @Test
  void shouldBeDoneByCount() {
    batches.add(target, "a", 0);
    batches.add(target, "b", 0);
    assertThat(done).isEmpty();
    batches.add(target, "c", 0);
    batches.add(target, "d", 0);
    assertThat(done).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void shouldNeverJoinMoreThanTheBytes() {
    String large = "\u00e9".repeat(300); // 600 bytes
    batches.add(target, large, 0);
    batches.add(target, large, 0);
    assertThat(done).containsExactly(List.of(large));
    batches.add(target, "x".repeat(5_000), 0);
    assertThat(done).hasSize(3);
  }

  @Test
  void shouldBeDoneByAgeOfTheFirst() {
    batches.add(target, "a", 0);
    batches.add(target, "b", 99 * MILLI);
    assertThat(batches.nanosToWait(99 * MILLI)).isEqualTo(MILLI);
    batches.release(99 * MILLI);
    assertThat(done).isEmpty();
    batches.release(100 * MILLI);
    assertThat(done).containsExactly(List.of("a", "b"));
    assertThat(batches.nanosToWait(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldNeverMixApps() {
    batches.add(target, "a", 0);
    batches.add(target("2"), "b", 0);
    batches.releaseAll();
    assertThat(apps).containsExactly("1", "2");
    assertThat(done).containsExactly(List.of("a"), List.of("b"));
  }

  private static Target target(String app) {
    return new Target(app, WebhookEndpoint.to(URI.create("http://example.com/")));
  }
}
