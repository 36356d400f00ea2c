package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.account.Accounts;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What no client sees: whether each member's log has each message. */
final class Pointers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String WAITING = "select count(*) from outbox";

  /** Kind 0 tells of a new message. The server's own account reads nothing. */
  private static final String FORGOTTEN =
      """
      select count(*) from message m
      join member p on p.conversation_id = m.conversation_id and p.left_seq is null
        and p.join_seq <= m.seq and p.user_id <> %d
      where not exists (select 1 from inbox i
          where i.user_id = p.user_id and i.conversation_id = m.conversation_id and i.kind = 0
            and i.ref = m.seq)
      """
          .formatted(Accounts.SYSTEM_USER);

  private static final String HOLES =
      """
      select count(*) from user_sync s
      where s.last_seq - s.floor_seq <> (select count(*) from inbox i where i.user_id = s.user_id
        and i.sync_seq between s.floor_seq + 1 and s.last_seq)
      """;

  private static final String DOUBLES =
      """
      select count(*) from (select 1 as one from inbox where kind = 0
        group by user_id, conversation_id, ref having count(*) > 1) doubled
      """;

  private Pointers() {}

  /**
   * Waits until the server on this place has told everybody, and then checks that each member's log
   * has each message once, and no number left out.
   */
  static void check(StoreSettings place) {
    try (Store store = Store.open(place)) {
      Awaitility.await("empty outbox").atMost(PATIENCE).until(() -> count(store, WAITING) == 0);
      assertThat(count(store, FORGOTTEN)).as("messages that a member is not told of").isZero();
      assertThat(count(store, HOLES)).as("logs with a number left out").isZero();
      assertThat(count(store, DOUBLES)).as("messages that a member is told of twice").isZero();
    }
  }

  /** Commits that not everybody was told of yet. */
  static long waiting(StoreSettings place) {
    try (Store store = Store.open(place)) {
      return count(store, WAITING);
    }
  }

  /** Rows that say that somebody is connected. */
  static long online(StoreSettings place) {
    try (Store store = Store.open(place)) {
      return count(store, "select count(*) from online_user");
    }
  }

  /** Messages that one person was told of. */
  static long of(StoreSettings place, long userId) {
    try (Store store = Store.open(place)) {
      return count(store, "select count(*) from inbox where kind = 0 and user_id = " + userId);
    }
  }

  private static long count(Store store, String query) {
    return store.read(handle -> handle.createQuery(query).mapTo(Long.class).one()).join();
  }
}
