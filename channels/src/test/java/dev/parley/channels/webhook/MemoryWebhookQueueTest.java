package dev.parley.channels.webhook;

class MemoryWebhookQueueTest extends WebhookQueueContract {
  @Override
  protected WebhookQueue newQueue() {
    return new MemoryWebhookQueue();
  }
}
