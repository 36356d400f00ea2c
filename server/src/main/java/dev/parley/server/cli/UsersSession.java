package dev.parley.server.cli;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.apikey.ApiKeys;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Suspensions;
import dev.parley.server.apikey.KeyRegistry;
import dev.parley.server.apikey.LocalKeys;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.hook.HookRegistry;
import dev.parley.server.hook.Hooks;
import dev.parley.server.user.LocalUsers;
import dev.parley.server.user.UserRegistry;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, API keys and webhooks for the length of one command: through the running server if
 * there is one, so that sockets close at once, else in its store.
 *
 * @param address where that server answers; null if none runs
 */
record UsersSession(
    UserRegistry users, KeyRegistry keys, HookRegistry hooks, @Nullable URI address, Runnable end)
    implements AutoCloseable {
  static UsersSession open(ServerSettings settings) {
    Optional<AdminClient> running = AdminClient.of(settings);
    if (running.isPresent()) {
      AdminClient client = running.get();
      return new UsersSession(
          new RemoteUsers(client),
          new RemoteKeys(client),
          new RemoteHooks(client),
          client.server(),
          client::close);
    }
    LocalStore local = LocalStore.open(settings);
    var passwords = new Passwords(Argon2.DEFAULT, local.random());
    var users =
        new LocalUsers(
            new Accounts(local.transactions(), local.ids(), local.clock(), passwords, List.of()),
            new PasswordChanges(local.transactions(), local.clock(), local.random(), passwords),
            new Suspensions(local.transactions(), local.clock()),
            local.random());
    return new UsersSession(
        users,
        new LocalKeys(
            new ApiKeys(local.transactions(), local.ids(), local.clock(), local.random())),
        Hooks.keep(local.store(), local.clock(), local.random()),
        null,
        () -> {
          passwords.close();
          local.close();
        });
  }

  @Override
  public void close() {
    end.run();
  }
}
