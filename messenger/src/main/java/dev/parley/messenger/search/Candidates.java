package dev.parley.messenger.search;

import dev.parley.messenger.Bound;
import dev.parley.messenger.conversation.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Asks the index for messages that may answer a question, without reading them: the newest of each
 * conversation, up to a bound. One search; not thread-safe.
 */
final class Candidates {
  /** Up to so many conversations are named to the index instead of asking for all. */
  private static final int FEW = 100;

  private final PostingTable postings = new PostingTable();
  private final Handle handle;
  private final Scope scope;
  private final SeqSpan span;
  private final InstantSource clock;
  private final long until;
  private boolean complete = true;

  /**
   * For one search.
   *
   * @param span what of each conversation counts by its time
   * @param until when to stop, in epoch milliseconds
   */
  Candidates(Handle handle, Scope scope, SeqSpan span, InstantSource clock, long until) {
    this.handle = handle;
    this.scope = scope;
    this.span = span;
    this.clock = clock;
    this.until = until;
  }

  /** Whether nothing was left out because there was too much. */
  boolean isComplete() {
    return complete;
  }

  /** Messages that stand under all of these. */
  List<RowTable.At> all(List<Wanted> wanted) {
    Map<Place, Long> left = intersect(wanted);
    return newest(left, Comparator.comparingInt(_ -> 0));
  }

  /**
   * Messages that hold at least half of some words by weight.
   *
   * @param must what they must stand under beside that
   */
  List<RowTable.At> half(List<Phrase.Part> parts, List<Wanted> must) {
    Map<Place, Long> allowed = must.isEmpty() ? null : intersect(must);
    Collection<Long> within = allowed == null ? scope.within() : few(allowed);
    int all = parts.stream().mapToInt(Phrase.Part::weight).sum();
    Map<Place, int[]> held = new HashMap<>();
    for (Phrase.Part part : parts) {
      places(Wanted.of(part), within)
          .forEach((place, bits) -> {
            int[] weights = held.computeIfAbsent(place, _ -> new int[Long.SIZE]);
            for (long rest = bits; rest != 0; rest &= rest - 1) {
              weights[Long.numberOfTrailingZeros(rest)] += part.weight();
            }
          });
    }
    var left = new HashMap<Place, Long>();
    var best = new HashMap<Place, Integer>();
    held.forEach((place, weights) -> {
      long bits = 0;
      for (int i = 0; i < Long.SIZE; i++) {
        if (Match.isHalf(weights[i], all)) {
          bits |= 1L << i;
          best.merge(place, weights[i], Math::max);
        }
      }
      bits &= allowed == null ? -1L : allowed.getOrDefault(place, 0L);
      if (bits != 0 && scope.contains(place.conversationId())) {
        left.put(place, bits);
      }
    });
    return newest(left, Comparator.comparingInt(place -> -best.getOrDefault(place, 0)));
  }

  private Map<Place, Long> intersect(List<Wanted> wanted) {
    Map<Place, Long> left = null;
    for (Wanted one : wanted) {
      Map<Place, Long> found = places(one, left == null ? scope.within() : few(left));
      if (left == null) {
        left = new HashMap<>(found);
        left.keySet().removeIf(place -> !scope.contains(place.conversationId()));
      } else {
        left.replaceAll((place, bits) -> bits & found.getOrDefault(place, 0L));
        left.values().removeIf(bits -> bits == 0);
      }
      if (left.isEmpty() || isLate()) {
        break;
      }
    }
    return left == null ? Map.of() : left;
  }

  private boolean isLate() {
    boolean late = clock.millis() > until;
    complete &= !late;
    return late;
  }

  private @Nullable Collection<Long> few(Map<Place, Long> places) {
    Set<Long> conversations = new HashSet<>();
    for (Place place : places.keySet()) {
      conversations.add(place.conversationId());
      if (conversations.size() > FEW) {
        return scope.within();
      }
    }
    return conversations;
  }

  private Map<Place, Long> places(Wanted wanted, @Nullable Collection<Long> within) {
    if (within != null && within.isEmpty()) {
      return Map.of();
    }
    PostingTable.Places found = postings.find(handle, scope.userId(), wanted, within);
    if (!found.complete() && within == null) {
      complete = false;
      long blocks = scope.blocksEach(Bound.SEARCH_ROWS.value());
      found = postings.newest(handle, scope.userId(), wanted, blocks);
      while (!found.complete() && blocks > 1 && !isLate()) {
        blocks /= 2;
        found = postings.newest(handle, scope.userId(), wanted, blocks);
      }
    }
    complete &= found.complete();
    return found.bits();
  }

  /** What the reader may see of these, the newest of each conversation first. */
  private List<RowTable.At> newest(Map<Place, Long> places, Comparator<Place> first) {
    List<Place> ordered =
        places.keySet().stream()
            .sorted(
                first
                    .thenComparingLong(this::blocksBehind)
                    .thenComparingInt(place -> scope.rank(place.conversationId())))
            .toList();
    var found = new ArrayList<RowTable.At>();
    for (Place place : ordered) {
      Reading reading = scope.reading(place.conversationId());
      if (reading == null) {
        continue;
      }
      for (long seq : place.seqs(places.getOrDefault(place, 0L))) {
        if (reading.visible().contains(seq) && span.contains(handle, reading, seq)) {
          if (found.size() == Bound.SEARCH_EXAMINED.count()) {
            complete = false;
            return found;
          }
          found.add(new RowTable.At(place.conversationId(), seq));
        }
      }
    }
    return found;
  }

  private long blocksBehind(Place place) {
    Reading reading = scope.reading(place.conversationId());
    return reading == null
        ? Long.MAX_VALUE
        : Place.blockOf(reading.conversation().lastSeq()) - place.block();
  }
}
