package dev.parley.server.wiring;

import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.apikey.ApiKeys;
import dev.parley.messenger.apikey.LiveApiKeys;
import dev.parley.messenger.conversation.ConversationRecords;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.external.ExternalNames;
import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.LocalKeys;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What back ends use: the services as singletons. */
@Factory
final class BackEndParts {
  private static final Duration USES = Duration.ofSeconds(30);

  @Singleton
  ApiKeys apiKeys(Transactions transactions, Ids ids, Clock clock) {
    return new ApiKeys(transactions, ids, clock, new SecureRandom());
  }

  @Singleton
  KeyRegistry keyRegistry(ApiKeys keys) {
    return new LocalKeys(keys);
  }

  @Singleton
  LiveApiKeys liveApiKeys(Transactions transactions, Clock clock, EventListeners listeners) {
    var live = new LiveApiKeys(transactions, clock);
    listeners.add(live);
    return live;
  }

  @Singleton
  Job apiKeyUses(LiveApiKeys keys) {
    return new Job(
        "api-key-uses", Job.Where.EACH_NODE, USES, () -> new Progress(keys.flushUses(), false));
  }

  @Singleton
  ExternalNames externalNames(Transactions transactions) {
    return new ExternalNames(transactions);
  }

  @Singleton
  ConversationRecords conversationRecords(Conversations conversations) {
    return conversations.records();
  }
}
