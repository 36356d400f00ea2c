package dev.parley.bench.load;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** Publishes a plan's events at its pace, channels in turn. Owned by the load thread. */
final class Traffic {
  /** After so long without any progress the open deliveries are given up, and counted missing. */
  private static final long STALL_MICROS = 1_000_000;

  private final Loop loop;
  private final LoadPlan plan;
  private final Ledger ledger;
  private final String path;
  private final EventWriter events;
  private final List<Publisher> publishers;
  private final int[] publishedPerChannel;

  /** Deliveries due once request {@code r} is through, at {@code r} modulo its length. */
  private final long[] dueAfter;

  private final long startMicros;
  private long requests;
  private long published;
  private long due;
  private long givenUp;
  private long progress;
  private long progressMicros;

  Traffic(Loop loop, Target target, LoadPlan plan, Ledger ledger, InstantSource clock) {
    this.loop = loop;
    this.plan = plan;
    this.ledger = ledger;
    path = "/apps/" + target.appId() + (plan.batch() > 1 ? "/batch_events" : "/events");
    events = new EventWriter(plan.layout());
    publishers =
        IntStream.range(0, plan.publishers())
            .mapToObj(_ -> new Publisher(loop, target, clock))
            .toList();
    publishedPerChannel = new int[plan.layout().channels()];
    dueAfter = new long[plan.pace() instanceof Pace.InFlight(int window) ? window : 1];
    startMicros = loop.micros();
    progressMicros = startMicros;
  }

  /** Posts every request that may leave now. */
  void advance() {
    switch (plan.pace()) {
      case Pace.InFlight(int window) -> {
        while (mayLeave(window)) {
          post();
        }
      }
      case Pace.PerSecond(double rate) -> {
        while (requests < (loop.micros() - startMicros) / 1e6 * rate) {
          post();
        }
      }
    }
    flush();
  }

  /** Writes on what is posted already. */
  void flush() {
    publishers.forEach(Publisher::flush);
  }

  private boolean mayLeave(int window) {
    if (requests < window) {
      return true;
    }
    boolean oldestDelivered = ledger.delivered() + givenUp >= dueAfter[(int) (requests % window)];
    if (oldestDelivered && requests - answered() < window) {
      return true;
    }
    giveUpIfStalled();
    return false;
  }

  /** A lossy server must not stop the run: what it lost is on the account anyway. */
  private void giveUpIfStalled() {
    long now = loop.micros();
    long through = ledger.delivered() + answered();
    if (through != progress) {
      progress = through;
      progressMicros = now;
    } else if (now - progressMicros > STALL_MICROS) {
      givenUp = due - ledger.delivered();
      progressMicros = now;
    }
  }

  private void post() {
    Publisher publisher = leastBusy();
    if (plan.batch() == 1) {
      events.begin();
      addEvent();
    } else {
      events.beginBatch();
      for (int i = 0; i < plan.batch(); i++) {
        addEvent();
      }
      events.endBatch();
    }
    publisher.post(path, events.body(), events.length());
    dueAfter[(int) (requests % dueAfter.length)] = due;
    requests++;
  }

  private void addEvent() {
    int channel = (int) (published % publishedPerChannel.length);
    int size = plan.dataBytes().get((int) (published % plan.dataBytes().size()));
    events.event(channel, publishedPerChannel[channel]++, loop.micros(), size);
    published++;
    due += plan.layout().subscribersPerChannel();
  }

  private Publisher leastBusy() {
    Publisher best = publishers.getFirst();
    for (Publisher publisher : publishers) {
      if (publisher.inFlight() < best.inFlight()) {
        best = publisher;
      }
    }
    return best;
  }

  /** Whether everything posted is answered and delivered. */
  boolean settled() {
    return answered() == requests && ledger.delivered() >= due;
  }

  long answered() {
    long sum = 0;
    for (Publisher publisher : publishers) {
      sum += publisher.answered();
    }
    return sum;
  }

  /** Events in all requests answered so far. */
  long acknowledgedEvents() {
    return answered() * plan.batch();
  }

  long refused() {
    return publishers.stream().mapToLong(Publisher::refused).sum();
  }

  String firstRefusal() {
    return publishers.stream()
        .map(Publisher::firstRefusal)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  int[] publishedPerChannel() {
    return publishedPerChannel;
  }
}
