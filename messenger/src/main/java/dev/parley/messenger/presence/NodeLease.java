package dev.parley.messenger.presence;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * A process's claim to be alive, and to a node number that no other living one has. Thread-safe;
 * blocks. The clocks of nodes have to agree to within a second.
 */
public final class NodeLease {
  // A number rests long after its lease: a process that was only paused has to notice before.
  private static final String FREE =
      """
      select node, ids_until from node_lease
      where lease_until < :rested order by lease_until, node
      """;

  private static final String TAKE =
      """
      insert into node_lease (node, boot_id, lease_until, ids_until)
      values (:node, :boot, :until, :until)
      on conflict (node) do update
      set boot_id = excluded.boot_id, lease_until = excluded.lease_until,
        ids_until = case when node_lease.ids_until > excluded.ids_until
          then node_lease.ids_until else excluded.ids_until end
      where node_lease.lease_until < :rested
      """;

  private static final String RENEW =
      """
      update node_lease
      set lease_until = :until, ids_until = case when ids_until < :until then :until else ids_until end
      where node = :node and boot_id = :boot
      """;

  private final Transactions transactions;
  private final InstantSource clock;
  private final int node;
  private final long bootId;
  private final long idsFrom;

  private record Claim(int node, long idsFrom) {}

  private NodeLease(Transactions transactions, InstantSource clock, Claim claim, long bootId) {
    this.transactions = transactions;
    this.clock = clock;
    this.node = claim.node;
    this.bootId = bootId;
    this.idsFrom = claim.idsFrom;
  }

  /**
   * Takes a number for this run of the process. Of several that take the same one at the same
   * moment the first has it, and the others look again.
   *
   * @throws IllegalStateException if all 1,024 are taken
   */
  public static NodeLease take(
      Transactions transactions, InstantSource clock, RandomGenerator random) {
    long bootId = random.nextLong() >>> 1;
    Optional<Claim> claim = Optional.empty();
    while (claim.isEmpty()) { // ends: whoever is late finds a number more taken each time
      claim = transactions.write(0, (handle, _) -> claim(handle, clock.millis(), bootId));
    }
    return new NodeLease(transactions, clock, claim.get(), bootId);
  }

  /**
   * Ends what earlier runs left behind, before {@link #take}: for a store that one process has at a
   * time. Their numbers rest all the same; a process that lives after all revives its lease by its
   * next renewal.
   */
  public static void endEarlierRuns(Transactions transactions, InstantSource clock) {
    long now = clock.millis();
    transactions.<Integer>write(
        0,
        (handle, _) ->
            handle.execute(
                "update node_lease set lease_until = ? where lease_until > ?", now, now));
  }

  /** Nothing if another process was quicker. */
  private static Optional<Claim> claim(Handle handle, long now, long bootId) {
    long rested = now - Bound.NODE_REST_MILLIS.value();
    Optional<Claim> free =
        handle
            .createQuery(FREE)
            .bind("rested", rested)
            .map((row, _) -> new Claim(row.getInt("node"), row.getLong("ids_until")))
            .findFirst();
    int next =
        handle
            .createQuery("select coalesce(max(node), -1) + 1 from node_lease")
            .mapTo(Integer.class)
            .one();
    Claim claim = free.orElse(new Claim(next, 0));
    if (claim.node >= Ids.NODES) {
      throw new IllegalStateException(
          "all %d node numbers are taken; one is free an hour after its process ended"
              .formatted(Ids.NODES));
    }
    int taken =
        handle
            .createUpdate(TAKE)
            .bind("node", claim.node)
            .bind("boot", bootId)
            .bind("until", now + Bound.NODE_LEASE_MILLIS.value())
            .bind("rested", rested)
            .execute();
    if (taken == 0) {
      return Optional.empty();
    }
    handle.execute("delete from online_user where node = ?", claim.node);
    return Optional.of(claim);
  }

  /** Whether any process lives, as far as the table tells. */
  public static boolean anyAlive(Handle handle, long now) {
    return handle
            .createQuery("select count(*) from node_lease where lease_until > :now")
            .bind("now", now)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /**
   * Ends all leases of a store that was restored. A process that still holds one finds out at its
   * next renewal; the numbers keep their floors.
   */
  public static void endAll(Handle handle) {
    handle.execute("delete from online_user");
    handle.execute("update node_lease set lease_until = 0, boot_id = 0");
  }

  /** The number, 0..1023. */
  public int node() {
    return node;
  }

  /** No other run of any process has this. */
  public long bootId() {
    return bootId;
  }

  /** Ids of this number may exist up to this time, epoch milliseconds. */
  public long idsFrom() {
    return idsFrom;
  }

  /**
   * Says that the process lives.
   *
   * @return false if the number was given to another: this process was away for an hour
   */
  public boolean renew() {
    long until = clock.millis() + Bound.NODE_LEASE_MILLIS.value();
    return transactions.<Boolean>write(
        0,
        (handle, _) ->
            handle
                    .createUpdate(RENEW)
                    .bind("until", until)
                    .bind("node", node)
                    .bind("boot", bootId)
                    .execute()
                == 1);
  }

  /** Ends the lease: everybody here is offline at once and the number is free. */
  public void end() {
    transactions.<Integer>write(
        0,
        (handle, _) -> {
          handle.execute("delete from online_user where node = ? and boot_id = ?", node, bootId);
          return handle.execute(
              "update node_lease set lease_until = 0 where node = ? and boot_id = ?", node, bootId);
        });
  }
}
