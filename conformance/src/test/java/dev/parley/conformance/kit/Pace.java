package dev.parley.conformance.kit;

import dev.parley.channels.app.Limit;
import java.time.Duration;

/**
 * How long the protocol's time-outs are in this run: scaled down, or as they are in production when
 * the system property {@code parley.soak} is true.
 */
public final class Pace {
  public static final boolean SOAK = Boolean.getBoolean("parley.soak");

  /** Silence after which the server probes. */
  public static final Duration IDLE = SOAK ? Duration.ofMinutes(2) : Duration.ofMillis(400);

  /** Silence after the probe that ends the connection. */
  public static final Duration PONG = SOAK ? Duration.ofSeconds(30) : Duration.ofMillis(600);

  private Pace() {}

  /** A server with these time-outs. */
  public static Setup setup() {
    return Setup.standard()
        .withLimit(Limit.ACTIVITY_TIMEOUT_MILLIS, IDLE.toMillis())
        .withLimit(Limit.PONG_TIMEOUT_MILLIS, PONG.toMillis());
  }

  /** What is slow at full length may take that long plus a little. */
  public static Duration patience() {
    return IDLE.plus(PONG).plusSeconds(10);
  }
}
