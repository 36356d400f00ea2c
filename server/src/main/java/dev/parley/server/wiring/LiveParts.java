package dev.parley.server.wiring;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.presence.Presence;
import dev.parley.messenger.push.PushPlan;
import dev.parley.messenger.sync.FanOut;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** What realtime rests on: the services as singletons. */
@Factory
final class LiveParts {
  @Singleton
  NodeLease nodeLease(Store store, Transactions transactions, Clock clock) {
    if (store.engine() == Engine.SQLITE) {
      NodeLease.endEarlierRuns(transactions, clock);
    }
    return NodeLease.take(transactions, clock, new SecureRandom());
  }

  @Singleton
  Presence presence(Transactions transactions, Clock clock, NodeLease lease) {
    return new Presence(transactions, clock, lease);
  }

  @Singleton
  FanOut fanOut(Transactions transactions, Clock clock, PushPlan pushes) {
    return new FanOut(transactions, clock, pushes);
  }
}
