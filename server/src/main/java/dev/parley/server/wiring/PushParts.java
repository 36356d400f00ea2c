package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.notify.Notifications;
import dev.parley.messenger.notify.NotifyDeletion;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.push.Looking;
import dev.parley.messenger.push.PushDeletion;
import dev.parley.messenger.push.PushPlan;
import dev.parley.messenger.push.PushQueue;
import dev.parley.messenger.push.PushRecorder;
import dev.parley.messenger.push.PushSweep;
import dev.parley.messenger.push.Subscriptions;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Who is told of what, and pushes: the services as singletons. */
@Factory
final class PushParts {
  private static final Duration SWEEP = Duration.ofHours(1);

  @Singleton
  Notifications notifications(Transactions transactions, Outbox outbox, Ids ids, Clock clock) {
    return new Notifications(transactions, outbox, ids, clock);
  }

  @Singleton
  NotifyDeletion notifyDeletion() {
    return new NotifyDeletion();
  }

  @Singleton
  Subscriptions subscriptions(Transactions transactions, Ids ids, Clock clock) {
    return new Subscriptions(transactions, ids, clock);
  }

  @Singleton
  Looking looking(Transactions transactions, Clock clock) {
    return new Looking(transactions, clock);
  }

  @Singleton
  PushPlan pushPlan(Transactions transactions, Clock clock) {
    return new PushPlan(transactions, clock);
  }

  @Singleton
  PushQueue pushQueue(Transactions transactions, Clock clock) {
    return new PushQueue(transactions, clock);
  }

  @Singleton
  PushRecorder pushRecorder(Clock clock) {
    return new PushRecorder(clock);
  }

  @Singleton
  PushDeletion pushDeletion() {
    return new PushDeletion();
  }

  @Singleton
  Job pushSweep(Transactions transactions, Clock clock) {
    var sweep = new PushSweep(transactions, clock);
    return new Job("push-sweep", Job.Where.ONE_NODE, SWEEP, sweep::runBatch);
  }
}
