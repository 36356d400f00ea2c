package dev.parley.server.cli;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.wiring.StoredIds;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.security.SecureRandom;
import java.time.Clock;

/** The messenger's store for the length of one command, where no server runs on it. */
record LocalStore(
    Store store,
    Transactions transactions,
    NodeLease lease,
    Ids ids,
    Clock clock,
    SecureRandom random)
    implements AutoCloseable {
  static LocalStore open(ServerSettings settings) {
    var random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    Store store = Store.open(StoreSettings.at(settings.store()));
    try {
      // nobody listens: no sockets are open where no server runs
      var transactions = new Transactions(store, _ -> {});
      var lease = NodeLease.take(transactions, clock, random);
      Ids ids = StoredIds.continued(transactions, clock, lease);
      return new LocalStore(store, transactions, lease, ids, clock, random);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    lease.end();
    store.close();
  }
}
