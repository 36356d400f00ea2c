package dev.parley.bench.load;

/** When the next publish request may leave. */
public sealed interface Pace {

  /**
   * Closed loop: a request is in flight until it is acknowledged <em>and</em> every delivery of its
   * events has come.
   *
   * @param requests how many may be in flight
   */
  record InFlight(int requests) implements Pace {}

  /**
   * Open loop at a fixed rate, whatever the server does.
   *
   * @param requests requests per second
   */
  record PerSecond(double requests) implements Pace {}
}
