package dev.parley.server.cli;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.apikey.ApiKeys;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Suspensions;
import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.LocalKeys;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.user.LocalUsers;
import dev.parley.server.user.UserRegistry;
import dev.parley.server.wiring.StoredIds;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and API keys for the length of one command: through the running server if there is one,
 * so that sockets close at once, else in its store.
 *
 * @param address where that server answers; null if none runs
 */
record UsersSession(UserRegistry users, KeyRegistry keys, @Nullable URI address, Runnable end)
    implements AutoCloseable {
  static UsersSession open(ServerSettings settings) {
    Optional<AdminClient> running = AdminClient.of(settings);
    if (running.isPresent()) {
      AdminClient client = running.get();
      return new UsersSession(
          new RemoteUsers(client), new RemoteKeys(client), client.server(), client::close);
    }
    var random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    var passwords = new Passwords(Argon2.DEFAULT, random);
    Store store = Store.open(StoreSettings.at(settings.store()));
    // nobody listens: no sockets are open where no server runs
    var transactions = new Transactions(store, _ -> {});
    var lease = NodeLease.take(transactions, clock, random);
    Ids ids = StoredIds.continued(transactions, clock, lease);
    var users =
        new LocalUsers(
            new Accounts(transactions, ids, clock, passwords, List.of()),
            new PasswordChanges(transactions, clock, random, passwords),
            new Suspensions(transactions, clock),
            random);
    return new UsersSession(
        users,
        new LocalKeys(new ApiKeys(transactions, ids, clock, random)),
        null,
        () -> {
          passwords.close();
          lease.end();
          store.close();
        });
  }

  @Override
  public void close() {
    end.run();
  }
}
