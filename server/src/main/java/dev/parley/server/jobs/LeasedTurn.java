package dev.parley.server.jobs;

import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The turns of a job that one server runs for all, kept in {@code job_lease}. Times are the
 * servers' own; clocks that differ by less than the lease do no harm.
 */
final class LeasedTurn implements Turn {
  /** Longer than any batch; how long a job rests after its server died. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final String IS_WAITING =
      """
      select count(*) from job_lease
      where job = :job and (next_at > :now or (held_until > :now and holder <> :me))
      """;

  private static final String TAKE =
      """
      insert into job_lease (job, holder, held_until, next_at) values (:job, :me, :until, :now)
      on conflict (job) do update set holder = excluded.holder, held_until = excluded.held_until
      where job_lease.next_at <= :now
        and (job_lease.held_until <= :now or job_lease.holder = excluded.holder)
      """;

  private static final String KEEP =
      "update job_lease set held_until = :until where job = :job and holder = :me";

  private static final String END =
      "update job_lease set held_until = 0, next_at = :next where job = :job and holder = :me";

  private final Transactions transactions;
  private final InstantSource clock;
  private final String job;
  private final String me;

  /**
   * The turns of one job.
   *
   * @param me this process, unlike any other
   */
  LeasedTurn(Transactions transactions, InstantSource clock, String job, String me) {
    this.transactions = transactions;
    this.clock = clock;
    this.job = job;
    this.me = me;
  }

  @Override
  public boolean take() {
    return !isWaiting() && write(TAKE);
  }

  /** Asked first, since most of the time there is nothing to write. */
  private boolean isWaiting() {
    return transactions.read(handle ->
        handle
                .createQuery(IS_WAITING)
                .bind("job", job)
                .bind("me", me)
                .bind("now", clock.millis())
                .mapTo(Integer.class)
                .one()
            > 0);
  }

  @Override
  public boolean keep() {
    return write(KEEP);
  }

  private boolean write(String sql) {
    long now = clock.millis();
    return transactions.write(
        job.hashCode(),
        (handle, _) -> {
          try (var update = handle.createUpdate(sql)) {
            update.bind("job", job).bind("me", me).bind("until", now + LEASE.toMillis());
            return update.bind("now", now).execute() == 1;
          }
        });
  }

  @Override
  public void end(Duration gap) {
    long next = clock.millis() + gap.toMillis();
    transactions.write(
        job.hashCode(),
        (handle, _) ->
            handle.createUpdate(END).bind("job", job).bind("me", me).bind("next", next).execute());
  }
}
