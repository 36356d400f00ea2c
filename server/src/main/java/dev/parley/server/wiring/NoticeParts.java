package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.notice.Announcements;
import dev.parley.messenger.notice.NoticeDelivery;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the server itself says: the services as singletons, and their job. */
@Factory
final class NoticeParts {
  /** Somebody waits to see it arrive. */
  private static final Duration SOON = Duration.ofSeconds(2);

  @Singleton
  Announcements announcements(Transactions transactions, Ids ids, Clock clock) {
    return new Announcements(transactions, ids, clock);
  }

  @Singleton
  NoticeDelivery noticeDelivery(Transactions transactions, Messages messages, Clock clock) {
    return new NoticeDelivery(transactions, messages, clock);
  }

  @Singleton
  Job announcementJob(NoticeDelivery delivery) {
    return new Job(
        "announcements", Job.Where.ONE_NODE, SOON, delivery::isWaiting, delivery::runBatch);
  }
}
