package dev.parley.bench.load;

/**
 * Runs a plan against a server on the calling thread: gathers the audience, warms up, measures,
 * waits for what is still under way, closes the account.
 */
public final class LoadMaker {
  private final Target target;
  private final Meters meters;

  /** Makes load for one server. */
  public LoadMaker(Target target, Meters meters) {
    this.target = target;
    this.meters = meters;
  }

  /**
   * Runs a plan.
   *
   * @throws LoadException if connections are refused or publishing breaks off
   */
  public LoadResult run(LoadPlan plan) {
    try (Run run = Run.start(target, meters, plan)) {
      run.publishFor(plan.warmUp());
      Run.Stretch measured = run.measure(plan.measured());
      run.drain();
      return new LoadResult(
          measured.eventsPerSecond(),
          measured.deliveriesPerSecond(),
          run.account(),
          measured.latency(),
          measured.cpu());
    }
  }
}
