package dev.parley.channels.webhook;

import dev.parley.channels.hub.Transition;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Holds back departures. A channel that is occupied again, or a member who is back, within the
 * grace was never gone: neither the departure nor the return is told. For one thread.
 */
final class Grace {
  private sealed interface Gone {}

  private record GoneChannel(String appId, String channel) implements Gone {}

  private record GoneMember(String appId, String channel, String userId) implements Gone {}

  private record Held(Told told, long dueNanos) {}

  private final long graceNanos;
  private final int most;

  /** In the order of their times, since all wait equally long. */
  private final LinkedHashMap<Gone, Held> held = new LinkedHashMap<>();

  /**
   * @param most departures to hold; above it the oldest is told early
   */
  Grace(long graceNanos, int most) {
    this.graceNanos = graceNanos;
    this.most = most;
  }

  /** Takes a transition; what may be told at once goes to {@code out}. */
  void accept(Told told, long nowNanos, Consumer<Told> out) {
    String app = told.appId();
    switch (told.transition()) {
      case Transition.ChannelVacated(String channel) ->
          hold(new GoneChannel(app, channel), told, nowNanos, out);
      case Transition.MemberRemoved(String channel, String userId) ->
          hold(new GoneMember(app, channel, userId), told, nowNanos, out);
      case Transition.ChannelOccupied(String channel) ->
          returned(new GoneChannel(app, channel), told, out);
      case Transition.MemberAdded(String channel, String userId) ->
          returned(new GoneMember(app, channel, userId), told, out);
      case Transition.ClientEvent _, Transition.CacheMiss _, Transition.SubscriptionCount _ ->
          out.accept(told);
    }
  }

  /** Tells what has been gone for the grace, oldest first. */
  void release(long nowNanos, Consumer<Told> out) {
    while (!held.isEmpty() && held.firstEntry().getValue().dueNanos - nowNanos <= 0) {
      out.accept(held.pollFirstEntry().getValue().told);
    }
  }

  /** Tells everything, because nobody will come back here. */
  void releaseAll(Consumer<Told> out) {
    while (!held.isEmpty()) {
      out.accept(held.pollFirstEntry().getValue().told);
    }
  }

  /** Nanoseconds until {@link #release} has something to do; the longest time if never. */
  long nanosToWait(long nowNanos) {
    return held.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(0, held.firstEntry().getValue().dueNanos - nowNanos);
  }

  private void hold(Gone gone, Told told, long nowNanos, Consumer<Told> out) {
    if (graceNanos == 0) {
      out.accept(told);
      return;
    }
    held.putLast(gone, new Held(told, nowNanos + graceNanos));
    if (held.size() > most) {
      out.accept(held.pollFirstEntry().getValue().told);
    }
  }

  private void returned(Gone gone, Told told, Consumer<Told> out) {
    if (held.remove(gone) == null) {
      out.accept(told);
    }
  }
}
