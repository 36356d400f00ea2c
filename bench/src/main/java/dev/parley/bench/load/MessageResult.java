package dev.parley.bench.load;

/**
 * What came of people writing to each other. Rates and times cover the measured part, the account
 * all of it.
 *
 * @param acknowledgedPerSecond messages answered 201
 * @param deliveredPerSecond messages that came to a socket, the sender's own included
 * @param acknowledgement from before a message was written until its 201 was read
 * @param delivery from before a message was written until another member's socket read it
 * @param account deliveries: what was lost, doubled, late; and requests not answered 201
 * @param cpu who used the processor meanwhile
 */
public record MessageResult(
    double acknowledgedPerSecond,
    double deliveredPerSecond,
    Samples acknowledgement,
    Samples delivery,
    LoadResult.Account account,
    Meters.Cpu cpu) {

  /** Cores that the server used. */
  public double serverCores() {
    return cpu.serverMicros() / 1e6 / cpu.seconds();
  }
}
