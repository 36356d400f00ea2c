package dev.parley.bench.load;

import java.time.Duration;
import java.util.function.IntConsumer;

/** Connections that are held, dropped and opened again. Not thread-safe. */
public final class Crowd implements AutoCloseable {
  private static final int CONNECT_WINDOW = 512;

  /**
   * Connections under way in a storm. More would overflow the kernel's queue of a listening socket
   * (4,096 at most here), and then its retries after one and three seconds are what is measured;
   * besides, a server limited to 20,000 descriptors must hold these beside the dying ones.
   */
  private static final int STORM_WINDOW = 1_024;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Loop loop;
  private final Audience audience;

  /**
   * @param layout its connections are the most this crowd can grow to
   */
  public Crowd(Target target, Layout layout) {
    loop = new Loop();
    audience = new Audience(loop, target, layout, 0);
  }

  private Crowd(Loop loop, Audience audience) {
    this.loop = loop;
    this.audience = audience;
  }

  /**
   * Tabs with a page of a counted site, a session of its own each.
   *
   * @param most tabs that this crowd can grow to
   * @param told hears each count of the site that one of the tabs is told
   */
  public static Crowd visitors(Target target, int most, IntConsumer told) {
    Loop loop = new Loop();
    return new Crowd(loop, new Visitors(loop, target, most, told));
  }

  /**
   * Opens connections until there are {@code connections}.
   *
   * @throws LoadException if one is refused, or they are not ready within a minute
   */
  public void grow(int connections) {
    audience.gather(connections, CONNECT_WINDOW, LIMIT);
  }

  /** Serves the connections (answers pings) for a while. */
  public void hold(Duration time) {
    long end = loop.micros() + time.toNanos() / 1_000;
    while (loop.micros() < end) {
      loop.turn(10);
    }
  }

  /**
   * Drops every connection without a farewell, opens them again as fast as the server takes them,
   * and tells how long it took from the drop until the last one was subscribed again.
   *
   * @throws LoadException if one is refused, or not all are back within a minute
   */
  public Duration storm() {
    int all = audience.ready();
    long start = loop.micros();
    audience.drop();
    audience.gather(all, STORM_WINDOW, LIMIT);
    return Duration.ofNanos((loop.micros() - start) * 1_000);
  }

  /** Connections that broke since the crowd was made. */
  public int lost() {
    return audience.lost();
  }

  @Override
  public void close() {
    loop.close();
  }
}
