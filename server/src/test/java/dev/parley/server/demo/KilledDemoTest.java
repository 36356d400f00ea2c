package dev.parley.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A demo that ended in its middle, as a kill of the server ends it. */
class KilledDemoTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static final Clock TOMORROW = Clock.offset(TODAY, Duration.ofDays(1));

  /** Everything that readers see, but ids. */
  private static final String WRITTEN =
      """
      select coalesce(c.title, 'direct') as place, m.seq, a.username, m.body, m.reply_seq,
        m.edited_at - m.sent_at as edited,
        (select count(*) from reaction r
          where r.conversation_id = m.conversation_id and r.seq = m.seq) as reactions,
        (select sum(p.read_seq) + 1000 * sum(p.delivered_seq) from member p
          where p.conversation_id = m.conversation_id) as receipts,
        (select count(*) from contact b where b.user_id = a.user_id) as contacts,
        m.sent_at - a.created_at as said
      from message m
      join conversation c on c.conversation_id = m.conversation_id
      join account a on a.user_id = m.sender_id
      where a.email_verified_at is not null
      order by m.sent_at, m.seq
      """;

  private static Passwords passwords;
  private static String complete;

  @BeforeAll
  static void playOnce() {
    passwords = new Passwords(new Argon2(64, 1, 1), new SecureRandom());
    try (var place = StoreFixture.on(Engine.SQLITE);
        Store store = place.open()) {
      demo(store, TODAY, TODAY).add();
      complete = written(store);
    }
  }

  @AfterAll
  static void close() {
    passwords.close();
  }

  /** An id is made for each account, group and message, so the end comes at each kind of step. */
  @ParameterizedTest
  @CsvSource({
    "SQLITE, 0",
    "SQLITE, 1",
    "SQLITE, 3",
    "SQLITE, 4",
    "SQLITE, 12",
    "SQLITE, 40",
    "SQLITE, 70",
    "SQLITE, 1000",
    "POSTGRESQL, 5",
    "POSTGRESQL, 60"
  })
  void shouldBeCompletedByTheNextStart(Engine engine, int ids) {
    try (var place = StoreFixture.on(engine);
        Store store = place.open()) {
      Demo killed = demo(store, TODAY, dyingAfter(ids));
      if (ids < 1000) {
        assertThatThrownBy(killed::add).hasMessage("killed");
      } else {
        killed.add();
      }
      demo(store, TOMORROW, TOMORROW).add();
      assertThat(written(store)).isEqualTo(complete);
    }
  }

  private static Demo demo(Store store, InstantSource clock, InstantSource ofIds) {
    var transactions = new Transactions(store, _ -> {});
    var ids = new Ids(ofIds, 0, 0);
    var accounts = new Accounts(transactions, ids, clock, passwords, List.of());
    return new Demo(transactions, ids, passwords, accounts, clock);
  }

  private static InstantSource dyingAfter(int ids) {
    var left = new AtomicInteger(ids);
    return () -> {
      if (left.getAndDecrement() <= 0) {
        throw new IllegalStateException("killed");
      }
      return TODAY.instant();
    };
  }

  private static String written(Store store) {
    return store.read(handle -> handle.createQuery(WRITTEN).mapToMap().list()).join().stream()
        .map(row -> row.values().toString())
        .reduce("", (one, next) -> one + next + "\n");
  }
}
