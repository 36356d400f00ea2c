package dev.parley.messenger.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of hits, the best first.
 *
 * @param next cursor of the page after this one, {@code null} if this is the last
 * @param partial whether no message held all words, so that these hold at least half of them
 * @param complete false if so many messages could be meant that only the newest of each
 *     conversation were looked at, or if time ran out
 */
public record FoundMessages(
    List<Hit> hits, @Nullable String next, boolean partial, boolean complete) {
  /** Nothing. */
  public static final FoundMessages NONE = new FoundMessages(List.of(), null, false, true);

  public FoundMessages {
    hits = List.copyOf(hits);
  }
}
