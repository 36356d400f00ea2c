package dev.parley.server.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The turns of a job that runs on every server: nobody else is asked. */
final class OwnTurn implements Turn {
  private final InstantSource clock;
  private Instant next;

  /**
   * The first turn is one gap ahead.
   *
   * @param clock as the server's
   */
  OwnTurn(InstantSource clock, Duration gap) {
    this.clock = clock;
    this.next = clock.instant().plus(gap);
  }

  @Override
  public boolean take() {
    return !clock.instant().isBefore(next);
  }

  @Override
  public boolean keep() {
    return true;
  }

  @Override
  public void end(Duration gap) {
    next = clock.instant().plus(gap);
  }
}
