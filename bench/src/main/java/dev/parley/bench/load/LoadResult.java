package dev.parley.bench.load;

/**
 * What came of a run. Rates and times cover the measured part, the account of deliveries all of it.
 *
 * @param publishedPerSecond acknowledged events
 * @param deliveredPerSecond deliveries, repetitions not counted
 * @param account what was lost, doubled, late
 * @param latency from before the request was written until the sampling subscriber read the event
 * @param cpu who used the processor meanwhile
 */
public record LoadResult(
    double publishedPerSecond,
    double deliveredPerSecond,
    Account account,
    Samples latency,
    Meters.Cpu cpu) {

  /** Processor time of the server per delivery, microseconds; not a number without deliveries. */
  public double serverMicrosPerDelivery() {
    return per(deliveredPerSecond);
  }

  /** Processor time of the server per published event, microseconds. */
  public double serverMicrosPerEvent() {
    return per(publishedPerSecond);
  }

  private double per(double rate) {
    return rate == 0 ? Double.NaN : cpu.serverMicros() / (rate * cpu.seconds());
  }

  /**
   * The exact account of a run; all figures but {@code delivered} should be 0.
   *
   * @param delivered deliveries, repetitions not counted
   * @param missing deliveries that never came
   * @param doubled deliveries of what had come before
   * @param disordered deliveries after a later event of their channel
   * @param strays deliveries of a channel the connection did not hold
   * @param refused publish requests not answered 200
   * @param lost connections that broke
   * @param firstTrouble text of the first refusal or loss, else empty
   */
  public record Account(
      long delivered,
      long missing,
      long doubled,
      long disordered,
      long strays,
      long refused,
      int lost,
      String firstTrouble) {

    /** Whether everything came exactly once and in order. */
    public boolean flawless() {
      return missing + doubled + disordered + strays + refused + lost == 0;
    }
  }
}
