package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import dev.parley.server.demo.Demo;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The people who are made up; they are added only on demand. */
@Factory
final class DemoParts {
  @Singleton
  Demo demo(
      Transactions transactions, Ids ids, Passwords passwords, Accounts accounts, Clock clock) {
    return new Demo(transactions, ids, passwords, accounts, clock);
  }
}
