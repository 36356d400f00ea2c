package dev.parley.channels.app;

import java.util.List;

/**
 * What happens to a client that reads too slowly, by channel. Without a rule it is disconnected
 * with a code when its buffer is full. A rule can instead let it keep only the latest event of a
 * channel, with a mark that tells how many it missed: right for positions, prices and scores, of
 * which only the newest matters.
 *
 * @param latestOnlyPrefixes prefixes of channel names whose slow subscribers keep the latest event
 */
public record SlowClients(List<String> latestOnlyPrefixes) {
  public static final SlowClients DISCONNECT = new SlowClients(List.of());

  private static final int MAX_RULES = 50;

  public SlowClients {
    latestOnlyPrefixes = List.copyOf(latestOnlyPrefixes);
    if (latestOnlyPrefixes.size() > MAX_RULES) {
      throw new IllegalArgumentException(
          "keep-latest: expected at most %d prefixes, got %d"
              .formatted(MAX_RULES, latestOnlyPrefixes.size()));
    }
    for (String prefix : latestOnlyPrefixes) {
      if (prefix.isEmpty() || prefix.length() > 200) {
        throw new IllegalArgumentException("keep-latest: expected prefixes of 1..200 characters");
      }
    }
  }

  public boolean keepsLatest(String channel) {
    for (String prefix : latestOnlyPrefixes) {
      if (channel.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
