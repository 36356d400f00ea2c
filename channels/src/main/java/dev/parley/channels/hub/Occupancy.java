package dev.parley.channels.hub;

import dev.parley.channels.presence.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What can be asked about channels from outside. Thread-safe; takes each channel's lock briefly.
 */
public final class Occupancy {
  private static final Counts EMPTY = new Counts(0, 0);

  private Occupancy() {}

  /**
   * How many are on a channel.
   *
   * @param subscriptions connections
   * @param users distinct user ids, on presence channels
   */
  public record Counts(int subscriptions, int users) {
    public boolean isOccupied() {
      return subscriptions > 0;
    }
  }

  public static Counts counts(AppState app, String channel) {
    ChannelState state = app.channel(channel);
    return state == null ? EMPTY : counts(state);
  }

  /** The occupied channels that may be listed and whose names pass, by name. */
  public static Map<String, Counts> list(AppState app, Predicate<String> filter) {
    var found = new TreeMap<String, Counts>();
    for (ChannelState state : app.channels().values()) {
      String name = state.name().value();
      if (state.name().kind().isListed() && filter.test(name)) {
        Counts counts = counts(state);
        if (counts.isOccupied()) {
          found.put(name, counts);
        }
      }
    }
    return found;
  }

  /** The distinct user ids on a presence channel, in order of arrival. */
  public static List<String> users(AppState app, String channel) {
    ChannelState state = app.channel(channel);
    if (state == null) {
      return List.of();
    }
    synchronized (state) {
      Roster roster = state.roster();
      return roster == null ? List.of() : new ArrayList<>(roster.userIds());
    }
  }

  private static Counts counts(ChannelState state) {
    synchronized (state) {
      Roster roster = state.roster();
      return new Counts(state.total(), roster == null ? 0 : roster.size());
    }
  }
}
