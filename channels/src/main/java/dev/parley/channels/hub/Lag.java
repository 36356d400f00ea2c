package dev.parley.channels.hub;

import org.jspecify.annotations.Nullable;

/**
 * What a slow subscriber is owed of a channel that keeps the latest event only: that event, and the
 * number of those before it that it will never see. Owned by its loop; holds one reference.
 */
final class Lag {
  private @Nullable Frame latest;
  private int skipped;

  void note(Frame frame) {
    frame.retain();
    if (latest != null) {
      latest.release();
      skipped++;
    }
    latest = frame;
  }

  int skipped() {
    return skipped;
  }

  /** Hands the event and its reference over. */
  @Nullable Frame take() {
    Frame taken = latest;
    latest = null;
    return taken;
  }

  void drop() {
    Frame taken = take();
    if (taken != null) {
      taken.release();
    }
  }
}
