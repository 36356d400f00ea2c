package dev.parley.server.demo;

import java.time.Instant;
import java.time.InstantSource;

/** Tells the time of the script's current line. Thread-safe: services read it on store threads. */
final class ScriptClock implements InstantSource {
  private volatile Instant now;

  ScriptClock(Instant start) {
    this.now = start;
  }

  void set(Instant moment) {
    now = moment;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
