package dev.parley.conformance.durability;

import dev.parley.store.Store;
import dev.parley.store.StoreSettings;

/** What no client sees: whether each member's log has, or will get, each message. */
final class Pointers {
  /** Kind 0 tells of a new message. A message waits in the outbox until all members have it. */
  private static final String FORGOTTEN =
      """
      select count(*) from message m
      join member p on p.conversation_id = m.conversation_id and p.left_seq is null
        and p.join_seq <= m.seq
      where not exists (select 1 from inbox i
          where i.user_id = p.user_id and i.conversation_id = m.conversation_id and i.kind = 0
            and i.ref = m.seq)
        and not exists (select 1 from outbox o
          where o.conversation_id = m.conversation_id and o.kind = 0 and o.ref = m.seq
            and o.resume_user < p.user_id)
      """;

  private static final String HOLES =
      """
      select count(*) from user_sync s
      where s.last_seq - s.floor_seq <> (select count(*) from inbox i where i.user_id = s.user_id)
      """;

  private Pointers() {}

  /**
   * Messages that a member would never be told of; 0 is right.
   *
   * @param place of a server that has stopped
   */
  static long forgotten(StoreSettings place) {
    return count(place, FORGOTTEN);
  }

  /** Logs with a number left out; 0 is right. */
  static long withHoles(StoreSettings place) {
    return count(place, HOLES);
  }

  private static long count(StoreSettings place, String query) {
    try (Store store = Store.open(place)) {
      return store.read(handle -> handle.createQuery(query).mapTo(Long.class).one()).join();
    }
  }
}
