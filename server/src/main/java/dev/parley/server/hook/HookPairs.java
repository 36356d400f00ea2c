package dev.parley.server.hook;

import dev.parley.channels.app.AppKey;
import dev.parley.server.app.KeptPair;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The pairs of key and secret that sign, one after the other: rows of {@code server_key}, whose
 * {@code created_at} says from when on a pair signs. Immutable.
 *
 * @param all by the time from which they sign, at least one
 */
record HookPairs(List<Pair> all) {
  static final String PURPOSE = "EVENT_HOOK";

  /** From epoch milliseconds on. */
  record Pair(AppKey key, long signsFrom) {}

  HookPairs {
    all = List.copyOf(all);
  }

  static HookPairs read(Handle handle) {
    return new HookPairs(
        handle
            .createQuery(
                """
                select key_id, secret, created_at from server_key
                where purpose = :purpose order by created_at, key_id
                """)
            .bind("purpose", PURPOSE)
            .map((row, _) ->
                new Pair(
                    new AppKey(row.getString("key_id"), row.getString("secret")),
                    row.getLong("created_at")))
            .list());
  }

  /** The one that signs. */
  Pair at(long now) {
    return all.reversed().stream()
        .filter(pair -> pair.signsFrom <= now)
        .findFirst()
        .orElse(all.getFirst());
  }

  /** The one that signs, and the one that will, if there is one. */
  List<Pair> from(long now) {
    Pair present = at(now);
    return all.subList(all.indexOf(present), all.size());
  }

  /**
   * Puts another one behind the one that signs; what was to follow it, and what was before, goes.
   *
   * @return from when on it signs
   */
  static long follow(Handle handle, AppKey next, long now, long from) {
    Pair present = read(handle).at(now);
    long signsFrom = Math.max(from, present.signsFrom + 1); // also of two within a millisecond
    handle.execute(
        "delete from server_key where purpose = ? and key_id <> ?", PURPOSE, present.key.key());
    KeptPair.insert(handle, PURPOSE, next, signsFrom);
    return signsFrom;
  }
}
