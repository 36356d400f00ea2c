package dev.parley.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue promises. A form of queue is tested by extending this class. */
public abstract class WebhookQueueContract {
  private WebhookQueue queue = new MemoryWebhookQueue();

  protected abstract WebhookQueue newQueue();

  @BeforeEach
  void open() {
    queue = newQueue();
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void shouldGiveBackWhatItKeepsByIdAndUnchanged() {
    queue.append(List.of(delivery(2), delivery(1L << 62))).join();
    queue.append(List.of(delivery(1))).join();
    List<Delivery> undone = queue.undone();
    assertThat(undone).extracting(Delivery::id).containsExactly(1L, 2L, 1L << 62);
    assertThat(undone.get(1)).usingRecursiveComparison().isEqualTo(delivery(2));
  }

  @Test
  void shouldForgetWhatIsDone() {
    queue.append(List.of(delivery(1), delivery(2), delivery(3))).join();
    queue.done(1);
    queue.done(3);
    queue.done(99);
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(queue.undone()).extracting(Delivery::id).containsExactly(2L));
  }

  @Test
  void shouldHaveForgottenEverythingDoneOnceItIsClosed() {
    for (long id = 1; id <= 2_500; id++) {
      queue.append(List.of(delivery(id)));
    }
    queue.append(List.of(delivery(3_000))).join();
    for (long id = 1; id <= 2_500; id++) {
      queue.done(id);
    }
    queue.close();
    assertThat(queue.undone()).extracting(Delivery::id).containsExactly(3_000L);
  }

  protected static Delivery delivery(long id) {
    byte[] body = "{\"time_ms\":1,\"events\":[\"\u00e9\uD83D\uDE00\\u0000\"]}".getBytes(UTF_8);
    return new Delivery(id, "3", "https://example.com/a?b=c", 7, 1_000, "key", "ab12", body);
  }
}
