package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.webhook.Delivery;
import dev.parley.channels.webhook.WebhookQueue;
import dev.parley.channels.webhook.WebhookQueueContract;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredWebhookQueueTest extends WebhookQueueContract {
  private final Store store;

  StoredWebhookQueueTest(@TempDir Path folder) {
    this.store = Store.open(StoreSettings.in(folder));
  }

  @Override
  protected WebhookQueue newQueue() {
    return new StoredWebhookQueue(store);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void shouldGiveBackToTheNextProcessWhatIsNotDone(@TempDir Path kept) {
    try (Store first = Store.open(StoreSettings.in(kept))) {
      var queue = new StoredWebhookQueue(first);
      queue.append(List.of(delivery(1), delivery(2))).join();
      queue.done(1);
      queue.close();
    }
    try (Store second = Store.open(StoreSettings.in(kept))) {
      assertThat(new StoredWebhookQueue(second).undone())
          .extracting(Delivery::id)
          .containsExactly(2L);
    }
  }
}
