package dev.parley.channels.webhook;

import java.util.concurrent.atomic.LongAdder;

/** One app's counters. Thread-safe; they only grow. */
final class WebhookMeters {
  private final LongAdder sent = new LongAdder();
  private final LongAdder failedAttempts = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder overflow = new LongAdder();

  void sent() {
    sent.increment();
  }

  void attemptFailed() {
    failedAttempts.increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  void overflow() {
    overflow.increment();
  }

  WebhookStats stats(String appId, long queued) {
    return new WebhookStats(
        appId, sent.sum(), failedAttempts.sum(), deadLetters.sum(), overflow.sum(), queued);
  }
}
