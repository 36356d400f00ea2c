package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.webhook.Delivery;
import dev.parley.channels.webhook.WebhookQueue;
import dev.parley.channels.webhook.WebhookQueueContract;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class StoredWebhookQueueTest extends WebhookQueueContract {
  private final StoreFixture place;
  private final Store store;

  StoredWebhookQueueTest(Engine engine) {
    this.place = StoreFixture.on(engine);
    this.store = place.open();
  }

  @Override
  protected WebhookQueue newQueue() {
    return new StoredWebhookQueue(store);
  }

  @AfterEach
  void closeStore() {
    store.close();
    place.close();
  }

  @Test
  void shouldGiveBackToTheNextProcessWhatIsNotDone() {
    var queue = new StoredWebhookQueue(store);
    queue.append(List.of(delivery(1), delivery(2))).join();
    queue.done(1);
    queue.close();
    store.close();
    try (Store second = place.open()) {
      assertThat(new StoredWebhookQueue(second).undone())
          .extracting(Delivery::id)
          .containsExactly(2L);
    }
  }
}
