package dev.parley.messenger.sync;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts resets by their reasons. Thread-safe. */
public final class Resets {
  private final Map<Reset, LongAdder> counts = new EnumMap<>(Reset.class);

  Resets() {
    for (Reset reset : Reset.values()) {
      counts.put(reset, new LongAdder());
    }
  }

  void count(Reset reset) {
    counter(reset).increment();
  }

  public long of(Reset reset) {
    return counter(reset).sum();
  }

  private LongAdder counter(Reset reset) {
    return counts.getOrDefault(reset, new LongAdder());
  }
}
