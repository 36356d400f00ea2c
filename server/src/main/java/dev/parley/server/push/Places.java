package dev.parley.server.push;

import dev.parley.messenger.Bound;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares the places for requests among push services, in turn. One that answers well has more
 * places each time, one that fails has half as many; and all that failed the last time, or were
 * never asked, share a few: whoever lets requests hang keeps nobody else from being told. As much
 * waits for a service as it will have taken in some seconds. Thread-safe; does not block.
 *
 * @param <T> what is to be sent
 */
final class Places<T> {
  private static final int AT_FIRST = 8;

  /** How long a service takes of which nothing is known; what is wrong with that shows soon. */
  private static final double MILLIS_AT_FIRST = 100;

  /** How much the last answer counts in the usual time of one. */
  private static final double WEIGHT = 0.125;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE =
      Duration.ofMillis(Bound.PUSH_LOOK_AGAIN_MILLIS.value());

  private final Map<String, Line<T>> lines = new LinkedHashMap<>();

  /** Lines in which something waits, in the order of their turns. */
  private final ArrayDeque<Line<T>> turns = new ArrayDeque<>();

  private int inHand;
  private int taken;
  private int doubtfulTaken;
  private int doubtfulWaiting;

  /** How a request went. */
  enum Went {
    WELL,
    /** No answer, or one that says to come again. */
    BADLY,
    /** There was none to make. */
    NOWHERE
  }

  private static final class Line<T> {
    final ArrayDeque<T> waiting = new ArrayDeque<>();
    int places = AT_FIRST;
    int taken;
    boolean trusted;
    double millis = MILLIS_AT_FIRST;

    /** Until all that waits now would be under way. */
    double backlogMillis() {
      return waiting.size() * millis / places;
    }

    boolean isIdle() {
      return taken == 0 && waiting.isEmpty();
    }
  }

  /** How many more may be offered in all. */
  synchronized int room() {
    return Bound.PUSHES_IN_HAND.count() - inHand;
  }

  /** Whether nothing waits and nothing is under way. */
  synchronized boolean isIdle() {
    return inHand == 0;
  }

  /**
   * Lets one wait for its service.
   *
   * @return empty if it waits; else when to offer it again
   */
  synchronized Optional<Duration> offer(String service, T one) {
    Line<T> line = lines.computeIfAbsent(service, _ -> new Line<>());
    if (line.waiting.size() >= Bound.PUSHES_WAITING.count()
        || line.backlogMillis() > Bound.PUSHES_WAITING_MILLIS.value()) {
      return Optional.of(pause(line));
    }
    if (!line.trusted && doubtfulWaiting >= Bound.PUSHES_DOUBTFUL_WAITING.count()) {
      return Optional.of(LONGEST_PAUSE);
    }
    if (line.waiting.isEmpty()) {
      turns.addLast(line);
    }
    line.waiting.addLast(one);
    count(line, 0, 1);
    return Optional.empty();
  }

  private static Duration pause(Line<?> line) {
    Duration half = Duration.ofMillis(Math.round(line.backlogMillis() / 2));
    return half.compareTo(SHORTEST_PAUSE) < 0
        ? SHORTEST_PAUSE
        : half.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : half;
  }

  /** Those who may begin now; each of them must end. */
  synchronized List<T> begin() {
    var begun = new ArrayList<T>();
    int inVain = 0;
    while (taken < Bound.PUSHES_AT_ONCE.count() && inVain < turns.size()) {
      Line<T> line = turns.removeFirst();
      if (mayTake(line)) {
        begun.add(line.waiting.removeFirst());
        count(line, 1, -1);
        inVain = 0;
      } else {
        inVain++;
      }
      if (!line.waiting.isEmpty()) {
        turns.addLast(line);
      }
    }
    return begun;
  }

  private boolean mayTake(Line<T> line) {
    return line.taken < line.places
        && (line.trusted || doubtfulTaken < Bound.PUSHES_DOUBTFUL.count());
  }

  /** Keeps the sums, after so many more are under way and so many more wait. */
  private void count(Line<T> line, int under, int waiting) {
    line.taken += under;
    taken += under;
    inHand += under + waiting;
    if (!line.trusted) {
      doubtfulTaken += under;
      doubtfulWaiting += waiting;
    }
  }

  /**
   * One has ended.
   *
   * @param millis that it took
   * @return what waited for the same service and has to go back, since it would take too long
   */
  synchronized List<T> end(String service, Went went, double millis) {
    Line<T> line = lines.get(service);
    if (line == null) {
      throw new IllegalStateException("nobody began for " + service);
    }
    count(line, -1, 0);
    var back = new ArrayList<T>();
    if (went != Went.NOWHERE) {
      learn(line, went == Went.WELL, millis);
      while (line.waiting.size() > line.places
          && line.backlogMillis() > Bound.PUSHES_WAITING_MILLIS.value()) {
        back.add(line.waiting.removeLast());
        count(line, 0, -1);
      }
    }
    forget();
    return back;
  }

  private void learn(Line<T> line, boolean well, double millis) {
    line.millis += (millis - line.millis) * (line.trusted || !well ? WEIGHT : 1);
    line.places =
        well
            ? Math.min(line.places + 1, Bound.PUSHES_PER_SERVICE.count())
            : Math.max(line.places / 2, 1);
    if (line.trusted != well) {
      line.trusted = well;
      doubtfulTaken += well ? -line.taken : line.taken;
      doubtfulWaiting += well ? -line.waiting.size() : line.waiting.size();
    }
  }

  /** What was learnt of those that are idle, where there are too many. */
  private void forget() {
    if (lines.size() > Bound.PUSH_SERVICES.count()) {
      lines.values().removeIf(Line::isIdle);
    }
  }
}
