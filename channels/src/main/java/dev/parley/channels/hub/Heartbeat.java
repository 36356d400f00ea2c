package dev.parley.channels.hub;

import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import java.util.random.RandomGenerator;

/**
 * What one connection has to do by when: answer a ping, show who it is, take its bytes, go away
 * (section 1.5). Knows no sockets; owned by the connection's loop. All times are of the monotonic
 * clock.
 *
 * <p>The server pings a client after a time of silence, whatever it sent that client meanwhile: a
 * subscriber of a busy channel says nothing for hours and is healthy.
 */
final class Heartbeat {
  private static final long MILLI = 1_000_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long NO_TIME = Long.MIN_VALUE;

  private final AppState app;
  private final long begunAt;
  private long lastInbound;
  private long pingedAt = NO_TIME;
  private long stalledAt = NO_TIME;
  private long cutAt = NO_TIME;
  private boolean authorized;
  private boolean counted;

  /** What a look at the clock asks for. */
  enum Due {
    WAIT,
    PING,
    NO_PONG,
    NOT_AUTHORIZED,
    STALLED,
    CUT
  }

  /**
   * The first ping comes somewhere in the second half of the period, so that clients that came back
   * together are not pinged together.
   */
  Heartbeat(AppState app, RandomGenerator random, long nowNanos) {
    this.app = app;
    this.begunAt = nowNanos;
    long half = app.limit(Limit.ACTIVITY_TIMEOUT_MILLIS) * MILLI / 2;
    this.lastInbound = nowNanos - random.nextLong(half + 1);
  }

  void onInbound(long nowNanos) {
    lastInbound = nowNanos;
    pingedAt = NO_TIME;
  }

  void onWritability(boolean writable, long nowNanos) {
    stalledAt = writable ? NO_TIME : nowNanos;
  }

  void onClosing(long cutAtNanos) {
    cutAt = cutAtNanos;
  }

  void setAuthorized() {
    authorized = true;
  }

  /** The client is one of a head-count, which has to be right soon after it is gone. */
  void setCounted() {
    counted = true;
  }

  Due check(long nowNanos) {
    if (cutAt != NO_TIME) {
      return nowNanos - cutAt >= 0 ? Due.CUT : Due.WAIT;
    }
    if (nowNanos - stallDeadline() >= 0 && stalledAt != NO_TIME) {
      return Due.STALLED;
    }
    if (mustAuthorize() && nowNanos - authorizationDeadline() >= 0) {
      return Due.NOT_AUTHORIZED;
    }
    if (pingedAt != NO_TIME) {
      return nowNanos - pongDeadline() >= 0 ? Due.NO_PONG : Due.WAIT;
    }
    if (nowNanos - pingTime() >= 0) {
      pingedAt = nowNanos;
      return Due.PING;
    }
    return Due.WAIT;
  }

  /** Nanoseconds until the next look. */
  long nextDelay(long nowNanos) {
    if (cutAt != NO_TIME) {
      return cutAt - nowNanos;
    }
    long next = (pingedAt != NO_TIME ? pongDeadline() : pingTime()) - nowNanos;
    if (stalledAt != NO_TIME) {
      next = Math.min(next, stallDeadline() - nowNanos);
    }
    return Math.min(next, mustAuthorize() ? authorizationDeadline() - nowNanos : NEVER);
  }

  private boolean mustAuthorize() {
    return !authorized && app.app().options().has(Feature.AUTHORIZED_CONNECTIONS);
  }

  private long authorizationDeadline() {
    return begunAt + app.limit(Limit.AUTHORIZATION_TIMEOUT_MILLIS) * MILLI;
  }

  private long pingTime() {
    return lastInbound + within(Limit.ACTIVITY_TIMEOUT_MILLIS, 2);
  }

  private long pongDeadline() {
    return pingedAt + within(Limit.PONG_TIMEOUT_MILLIS, 1);
  }

  /** A time-out, and for who is counted no more than so many thirds of the lease. */
  private long within(Limit limit, int thirds) {
    long millis = app.limit(limit);
    return counted
        ? Math.min(millis * MILLI, app.limit(Limit.HEADCOUNT_LEASE_MILLIS) * MILLI * thirds / 3)
        : millis * MILLI;
  }

  private long stallDeadline() {
    return stalledAt + app.limit(Limit.OUTGOING_AGE_MILLIS) * MILLI;
  }
}
