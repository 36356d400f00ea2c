package dev.parley.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.WebhookEndpoint;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
  private static final Target TARGET =
      new Target("3", WebhookEndpoint.to(URI.create("http://example.com/")));

  /** An endpoint that answers when the test lets it, and fails ids that the test names. */
  private static final class Endpoint implements Sender {
    final BlockingQueue<Long> attempts = new LinkedBlockingQueue<>();
    final Semaphore answers = new Semaphore(0);
    volatile long poison = -1;

    @Override
    public Optional<String> send(Delivery delivery, Map<String, String> headers) {
      attempts.add(delivery.id());
      answers.acquireUninterruptibly();
      return delivery.id() == poison ? Optional.of("HTTP status 500") : Optional.empty();
    }

    long next() throws InterruptedException {
      Long id = attempts.poll(10, TimeUnit.SECONDS);
      if (id == null) {
        throw new AssertionError("no attempt");
      }
      return id;
    }

    @Override
    public void close() {
      answers.release(1_000_000);
    }
  }

  private final Endpoint endpoint = new Endpoint();
  private final MemoryWebhookQueue queue = new MemoryWebhookQueue();
  private final WebhookMeters meters = new WebhookMeters();
  private final CountDownLatch stop = new CountDownLatch(1);

  @AfterEach
  void close() {
    stop.countDown();
    endpoint.close();
  }

  @Test
  void shouldSendALaneInOrderAndOneAtATime() throws InterruptedException {
    Outbox outbox = outbox(Limits.DEFAULTS);
    for (long id = 1; id <= 5; id++) {
      add(outbox, id, 8);
    }
    for (long id = 1; id <= 5; id++) {
      assertThat(endpoint.next()).isEqualTo(id);
      assertThat(endpoint.attempts).isEmpty();
      endpoint.answers.release();
    }
    awaitStats(new WebhookStats("3", 5, 0, 0, 0, 0), outbox);
    assertThat(queue.undone()).isEmpty();
  }

  @Test
  void oneThatIsNeverAcceptedShouldHoldUpItsLaneAlone() throws InterruptedException {
    Outbox outbox = outbox(Limits.DEFAULTS.with(Limit.WEBHOOK_RETRY_FIRST_MILLIS, 60_000));
    endpoint.poison = 1;
    endpoint.answers.release(100);
    add(outbox, 1, 0);
    add(outbox, 2, 0);
    for (long id = 3; id <= 10; id++) {
      add(outbox, id, 1);
    }
    awaitStats(new WebhookStats("3", 8, 1, 0, 0, 2), outbox);
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(1L, 2L);
  }

  @Test
  void shouldGiveUpWhatIsTooOldAfterOneAttempt() {
    Outbox outbox = outbox(Limits.DEFAULTS.with(Limit.WEBHOOK_RETRY_WINDOW_MILLIS, 0));
    endpoint.poison = 1;
    endpoint.answers.release(100);
    add(outbox, 1, 0);
    add(outbox, 2, 0);
    awaitStats(new WebhookStats("3", 1, 1, 1, 0, 0), outbox);
    assertThat(queue.undone()).isEmpty();
  }

  @Test
  void shouldDropTheOldestWhenTooManyWait() throws InterruptedException {
    Outbox outbox =
        outbox(Limits.DEFAULTS.with(Limit.WEBHOOK_QUEUE_LENGTH, 3).with(Limit.WEBHOOK_LANES, 1));
    add(outbox, 1, 0);
    assertThat(endpoint.next()).isEqualTo(1); // under way, so it no longer waits
    for (long id = 2; id <= 7; id++) {
      add(outbox, id, (int) id);
    }
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(1L, 5L, 6L, 7L);
    assertThat(outbox.size()).isEqualTo(4);
    endpoint.answers.release(100);
    awaitStats(new WebhookStats("3", 4, 0, 3, 0, 0), outbox);
    assertThat(new ArrayList<>(endpoint.attempts)).isEqualTo(List.of(5L, 6L, 7L));
  }

  @Test
  void shouldDropTheOldestWhenTheyAreTooLarge() throws InterruptedException {
    Outbox outbox = outbox(Limits.DEFAULTS.with(Limit.WEBHOOK_QUEUE_BYTES, 65_536));
    add(outbox, delivery(1, 0, 10));
    assertThat(endpoint.next()).isEqualTo(1);
    LongStream.rangeClosed(2, 5).forEach(id -> add(outbox, delivery(id, 0, 30_000)));
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(1L, 4L, 5L);
    add(outbox, delivery(6, 0, 100_000)); // alone it may be larger
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(1L, 6L);
  }

  @Test
  void whatIsNotAcceptedWhenTheNodeStopsShouldBeKept() throws InterruptedException {
    Outbox outbox = outbox(Limits.DEFAULTS.with(Limit.WEBHOOK_RETRY_FIRST_MILLIS, 60_000));
    endpoint.poison = 1;
    add(outbox, 1, 0);
    add(outbox, 2, 0);
    endpoint.answers.release();
    Awaitility.await().until(() -> meters.stats("3", 0).failedAttempts() == 1);
    stop.countDown();
    endpoint.answers.release(100);
    assertThat(endpoint.next()).isEqualTo(1);
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(1L, 2L);
    assertThat(endpoint.attempts).isEmpty();
  }

  private Outbox outbox(Limits limits) {
    var office =
        new Office(
            endpoint,
            queue,
            RetryRule.of(limits),
            limits,
            InstantSource.system(),
            System::nanoTime,
            stop);
    return new Outbox(TARGET, office, meters);
  }

  private void awaitStats(WebhookStats expected, Outbox outbox) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(meters.stats("3", outbox.size())).isEqualTo(expected));
  }

  private void add(Outbox outbox, long id, int lane) {
    add(outbox, delivery(id, lane, 10));
  }

  private void add(Outbox outbox, Delivery delivery) {
    queue.append(List.of(delivery)).join();
    outbox.add(delivery);
  }

  private static Delivery delivery(long id, int lane, int bytes) {
    long now = InstantSource.system().millis();
    return new Delivery(id, "3", "http://example.com/", lane, now, "key", "ab", new byte[bytes]);
  }
}
