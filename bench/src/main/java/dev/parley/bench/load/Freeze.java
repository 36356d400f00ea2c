package dev.parley.bench.load;

import java.time.Duration;

/**
 * Some of the audience stop reading in the middle of a run: how the others fare. Runs on the
 * calling thread.
 */
public final class Freeze {
  private final Target target;
  private final Meters meters;

  /** Makes load for one server. */
  public Freeze(Target target, Meters meters) {
    this.target = target;
    this.meters = meters;
  }

  /**
   * How the others fared. The account leaves the frozen out.
   *
   * @param before latency of the others while everybody read
   * @param meanwhile the same from the freezing on, while buffers fill up
   * @param after the same at the end of that time
   * @param frozen how many stopped reading
   * @param closed how many of them the server had closed by the end
   */
  public record Result(
      Samples before,
      Samples meanwhile,
      Samples after,
      int frozen,
      int closed,
      LoadResult.Account account) {}

  /**
   * Publishes as planned, freezes every {@code step}-th subscriber, publishes on for {@code
   * settling}, and measures again.
   *
   * @param step 2 or more
   * @param settling time for the kernel's buffers to fill
   * @throws LoadException if connections are refused or publishing breaks off
   */
  public Result run(LoadPlan plan, int step, Duration settling) {
    try (Run run = Run.start(target, meters, plan)) {
      run.publishFor(plan.warmUp());
      Samples before = run.measure(plan.measured()).latency();
      Audience audience = run.audience();
      audience.freeze(step);
      Samples meanwhile = run.measure(settling).latency();
      Samples after = run.measure(plan.measured()).latency();
      audience.thaw();
      run.drain();
      return new Result(
          before, meanwhile, after, audience.frozen(), audience.frozenLost(), run.account());
    }
  }
}
