package dev.parley.messenger.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Registration;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.Unit;
import dev.parley.store.testing.ForwardingStore;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asking for a way back in is the same work for every name: its time tells nothing. */
class RecoveryTest {
  /** Writes down what is done, statement by statement. */
  private static final class Watched extends ForwardingStore {
    private final List<String> done = new ArrayList<>();

    Watched(Store store) {
      super(store);
    }

    private <T extends @Nullable Object> Unit<T> watched(Unit<T> unit) {
      return handle -> {
        var statements = handle.getConfig(SqlStatements.class);
        SqlLogger before = statements.getSqlLogger();
        statements.setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                done.add(context.getRenderedSql());
              }
            });
        try {
          return unit.run(handle);
        } finally {
          statements.setSqlLogger(before);
        }
      };
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(
        long lane, Unit<T> unit, Consumer<? super T> committed) {
      done.add("write");
      return super.write(lane, watched(unit), committed);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> read(Unit<T> unit) {
      done.add("read");
      return super.read(watched(unit));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldDoTheSameWhetherAnybodyHasTheNameOrNot(Engine engine) {
    try (StoreFixture place = StoreFixture.on(engine);
        var store = new Watched(place.open());
        var passwords = new Passwords(new Argon2(64, 1, 1), new SecureRandom())) {
      var transactions = new Transactions(store, _ -> {});
      var ids = new Ids(Clock.systemUTC(), 0, 0);
      var accounts =
          new Accounts(transactions, ids, Clock.systemUTC(), passwords, List.of((_, _, _) -> {}));
      accounts.vouchFor(
          List.of(
              accounts
                  .register(
                      new Registration("anna", "seven green Ladders", "a@b.example", null, null))
                  .userId()));
      var recovery = new Recovery(transactions, Clock.systemUTC(), ids::next);
      List<String> known = doneFor(store, recovery, "anna");
      assertThat(known).contains("write").hasSizeGreaterThan(2);
      assertThat(doneFor(store, recovery, "a@b.example")).isEqualTo(known);
      assertThat(doneFor(store, recovery, "nobody")).isEqualTo(known);
      assertThat(doneFor(store, recovery, "nobody@b.example")).isEqualTo(known);
    }
  }

  private static List<String> doneFor(Watched store, Recovery recovery, String name) {
    store.done.clear();
    recovery.ask(name, "192.0.2.0/24");
    return List.copyOf(store.done);
  }
}
