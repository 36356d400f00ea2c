package dev.parley.server.wiring;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.ErasureStep;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.retention.RetentionPurge;
import dev.parley.messenger.retention.ServerRule;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How long messages are kept: the services as singletons. */
@Factory
final class RetentionParts {
  private static final Duration GAP = Duration.ofHours(1);

  @Singleton
  ServerRule serverRule(Transactions transactions, Clock clock, ServerSettings settings) {
    return new ServerRule(transactions, clock, settings.retention());
  }

  /** Steps are all beans of that kind: whoever keeps more of a message than its log. */
  @Singleton
  Job retention(
      Transactions transactions,
      ServerRule rule,
      Outbox outbox,
      Clock clock,
      TextIndex index,
      List<ErasureStep> steps) {
    var purge = new RetentionPurge(transactions, rule, outbox, clock, new Erasure(index), steps);
    return new Job("retention", Job.Where.ONE_NODE, GAP, purge::runBatch);
  }
}
