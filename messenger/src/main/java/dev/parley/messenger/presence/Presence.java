package dev.parley.messenger.presence;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes and reads who is connected where. Thread-safe; blocks. */
public final class Presence {
  /** Ids of one statement: engines bound the number of its parameters. */
  private static final int TOGETHER = 500;

  // Whether w may see a: one who has w in the contacts, or is in a conversation with w. A block
  // hides both ways, and so does what either has settled: who shows nothing to another does not see
  // that one either.
  private static final String SEES =
      """
      a.status = 0
        and not exists (
          select 1 from block b where b.user_id = w.user_id and b.blocked_id = a.user_id)
        and not exists (
          select 1 from block b where b.user_id = a.user_id and b.blocked_id = w.user_id)
        and (a.user_id = w.user_id
          or ((coalesce(shown.last_seen, 0) = 0 or (shown.last_seen = 1 and exists (
              select 1 from contact c where c.user_id = a.user_id and c.contact_id = w.user_id)))
            and (coalesce(own.last_seen, 0) = 0 or (own.last_seen = 1 and exists (
              select 1 from contact c where c.user_id = w.user_id and c.contact_id = a.user_id)))
            and (exists (
                select 1 from contact c where c.user_id = a.user_id and c.contact_id = w.user_id)
              or exists (
                select 1 from member theirs
                join member mine on mine.conversation_id = theirs.conversation_id
                  and mine.user_id = w.user_id and mine.left_seq is null
                join conversation c on c.conversation_id = theirs.conversation_id
                  and c.dissolved_at is null
                where theirs.user_id = a.user_id and theirs.left_seq is null))))
      """;

  // by primary keys, as is all of the rule but memberships, which have their index
  static final String VISIBLE =
      """
      select a.user_id, a.last_seen_at from account w
      join account a on a.user_id in (<ids>)
      left join privacy_setting shown on shown.user_id = a.user_id
      left join privacy_setting own on own.user_id = w.user_id
      where w.user_id = :me and
      """
          + SEES;

  static final String WATCHERS =
      """
      select w.user_id from account a
      join account w on w.user_id in (<ids>)
      left join privacy_setting shown on shown.user_id = a.user_id
      left join privacy_setting own on own.user_id = w.user_id
      where a.user_id = :me and
      """
          + SEES;

  private static final String ELSEWHERE =
      """
      select distinct o.user_id from online_user o
      join node_lease l on l.node = o.node and l.boot_id = o.boot_id and l.lease_until > :now
      where o.user_id in (<ids>) and o.node <> :node
      """;

  private static final String CAME =
      """
      insert into online_user (user_id, node, boot_id, since) values (:user, :node, :boot, :now)
      on conflict (user_id, node) do update
      set boot_id = excluded.boot_id, since = excluded.since
      """;

  private static final String WENT =
      "delete from online_user where user_id = :user and node = :node";

  private static final String SEEN =
      """
      update account set last_seen_at = :now
      where user_id = :user and status <> 2 and (last_seen_at is null or last_seen_at < :now)
      """;

  private final Transactions transactions;
  private final InstantSource clock;
  private final NodeLease lease;

  public Presence(Transactions transactions, InstantSource clock, NodeLease lease) {
    this.transactions = transactions;
    this.clock = clock;
    this.lease = lease;
  }

  /**
   * What one person may know of others.
   *
   * @param lastSeen of those whose presence is visible, epoch milliseconds, {@code null} if never
   * @param elsewhere those of them who are connected to other living nodes
   */
  public record View(Map<Long, @Nullable Long> lastSeen, Set<Long> elsewhere) {
    public boolean isVisible(long userId) {
      return lastSeen.containsKey(userId);
    }
  }

  /**
   * Whose presence somebody may see, of those asked for.
   *
   * @throws Refusal {@code limit-reached} above {@code Bound.PRESENCE_WATCHED}
   */
  public View view(long userId, Collection<Long> ids) {
    if (ids.size() > Bound.PRESENCE_WATCHED.value()) {
      throw Refusal.ofField(
          RefusalCode.LIMIT_REACHED,
          "ids",
          "expected at most %d users".formatted(Bound.PRESENCE_WATCHED.value()));
    }
    if (ids.isEmpty()) {
      return new View(Map.of(), Set.of());
    }
    return transactions.read(handle -> {
      var lastSeen = new HashMap<Long, @Nullable Long>();
      handle
          .createQuery(VISIBLE)
          .bindList("ids", List.copyOf(ids))
          .bind("me", userId)
          .map((row, _) -> {
            long at = row.getLong("last_seen_at");
            @Nullable Long seen = row.wasNull() ? null : at;
            lastSeen.put(row.getLong("user_id"), seen);
            return true;
          })
          .list();
      return new View(lastSeen, elsewhere(handle, List.copyOf(lastSeen.keySet())));
    });
  }

  /** Those of the ids whose presence somebody may see, however many are asked for. */
  public Set<Long> visible(long userId, Collection<Long> ids) {
    return among(VISIBLE, userId, ids);
  }

  /** Those of the ids who may see the presence of somebody, however many are asked for. */
  public Set<Long> watchers(long userId, Collection<Long> ids) {
    return among(WATCHERS, userId, ids);
  }

  private Set<Long> among(String sql, long userId, Collection<Long> ids) {
    List<Long> all = List.copyOf(ids);
    return transactions.read(handle -> {
      var found = new HashSet<Long>();
      for (int from = 0; from < all.size(); from += TOGETHER) {
        handle
            .createQuery(sql)
            .bindList("ids", all.subList(from, Math.min(all.size(), from + TOGETHER)))
            .bind("me", userId)
            .map((row, _) -> row.getLong("user_id"))
            .forEach(found::add);
      }
      return found;
    });
  }

  /** Those of the ids who are connected to other living nodes. */
  public Set<Long> elsewhere(Collection<Long> ids) {
    return transactions.read(handle -> elsewhere(handle, List.copyOf(ids)));
  }

  private Set<Long> elsewhere(Handle handle, List<Long> ids) {
    var found = new HashSet<Long>();
    for (int from = 0; from < ids.size(); from += TOGETHER) {
      found.addAll(
          handle
              .createQuery(ELSEWHERE)
              .bindList("ids", ids.subList(from, Math.min(ids.size(), from + TOGETHER)))
              .bind("now", clock.millis())
              .bind("node", lease.node())
              .mapTo(Long.class)
              .list());
    }
    return found;
  }

  /** Whether any other node lives. */
  public boolean hasOtherNodes() {
    return transactions.read(handle ->
        handle
            .createQuery("select 1 from node_lease where node <> :node and lease_until > :now")
            .bind("node", lease.node())
            .bind("now", clock.millis())
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }

  /** Writes who came to this node and who went from it since the last time. */
  public void moved(SortedSet<Long> came, SortedSet<Long> went) {
    if (came.isEmpty() && went.isEmpty()) {
      return;
    }
    long now = clock.millis();
    transactions.<Boolean>write(
        0,
        (handle, _) -> {
          batch(handle, CAME, came, now);
          batch(handle, WENT, went, now);
          batch(handle, SEEN, went, now);
          return true;
        });
  }

  private void batch(Handle handle, String sql, SortedSet<Long> users, long now) {
    if (users.isEmpty()) {
      return;
    }
    var each = new ArrayList<>(users);
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      each.forEach(user ->
          batch
              .bind("user", user)
              .bind("node", lease.node())
              .bind("boot", lease.bootId())
              .bind("now", now)
              .add());
      batch.execute();
    }
  }
}
