package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All subscribers of a run: opens them, subscribes them, books what they receive. Owned by the load
 * thread.
 */
class Audience implements Subscriber.Observer {
  /** One source address has some 28,000 ports, and closed ones rest for a minute. */
  private static final int SOURCE_ADDRESSES = 64;

  private final Loop loop;
  private final Layout layout;
  private final Signer signer;
  private final Ledger ledger;
  private final InetSocketAddress server;
  private final byte[] upgradeRequest;
  private final @Nullable Subscriber[] subscribers;
  private final int[] confirmed;
  private final int sampleEvery;
  private final Samples samples = new Samples();
  private int opened;
  private int ready;
  private int lost;
  private String lossReason = "";
  private long strays;
  private int stampOffset;
  private final BitSet frozen = new BitSet();
  private int frozenLost;

  /**
   * @param samplers how many subscribers, evenly spread, measure latency
   */
  Audience(Loop loop, Target target, Layout layout, int samplers) {
    this.loop = loop;
    this.layout = layout;
    signer = new Signer(target.key(), target.secret());
    ledger = new Ledger(layout.subscriptions());
    server = new InetSocketAddress(target.host(), target.port());
    upgradeRequest = Subscriber.upgradeRequest(target);
    subscribers = new Subscriber[layout.connections()];
    confirmed = new int[layout.connections()];
    sampleEvery = Math.max(1, layout.connections() / Math.max(1, samplers));
  }

  /**
   * Opens and subscribes connections until {@code wanted} are ready.
   *
   * @param window how many may be under way at a time
   * @throws LoadException if one is refused or the time runs out
   */
  void gather(int wanted, int window, Duration limit) {
    int lostBefore = lost;
    long deadline = loop.micros() + limit.toNanos() / 1_000;
    while (ready < wanted) {
      boolean opening = opened < wanted && opened - ready < window;
      if (opening) {
        open(opened);
      }
      // A look at the sockets now and then is enough while more connections are to be opened.
      if (!opening || opened % 32 == 0) {
        loop.turn(opening ? 0 : 10);
      }
      if (lost > lostBefore) {
        throw new LoadException("a connection was lost: " + lossReason);
      }
      if (loop.micros() > deadline) {
        throw new LoadException("only %d of %d connections are ready".formatted(ready, wanted));
      }
    }
  }

  /** Opens connection {@code index} (again); it becomes ready in later turns of the loop. */
  void open(int index) {
    try {
      Subscriber subscriber = new Subscriber(index, this, loop, upgradeRequest);
      subscribers[index] = subscriber;
      confirmed[index] = 0;
      opened++;
      String source = "127.0.1." + (1 + index % SOURCE_ADDRESSES);
      subscriber.connect(new InetSocketAddress(source, 0), server);
    } catch (IOException e) {
      throw new LoadException("cannot open connection " + index, e);
    }
  }

  /** Drops all connections at once, without a farewell. */
  void drop() {
    for (Subscriber subscriber : subscribers) {
      if (subscriber != null) {
        subscriber.close();
      }
    }
    opened = 0;
    ready = 0;
    loop.turn(0); // the selector lets go of closed sockets only in its next turn
  }

  /** Closes one connection and makes its index free to be opened again. */
  void close(int index) {
    Subscriber subscriber = subscribers[index];
    if (subscriber != null) {
      subscriber.close();
      opened--;
      ready--;
    }
  }

  @Override
  public String greeted(Subscriber subscriber, String socketId) {
    int subscriptions = layout.channelsPerConnection();
    if (subscriptions == 0) {
      becameReady(subscriber);
    }
    int first = subscriber.index * subscriptions;
    return IntStream.range(first, first + subscriptions)
        .mapToObj(subscription -> layout.channelName(layout.channelOf(subscription)))
        .map(channel ->
            Subscriber.subscribeMessage(
                channel,
                layout.privately()
                    ? "\"auth\":\"" + signer.channelAuth(socketId, channel) + "\""
                    : ""))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void subscribed(Subscriber subscriber) {
    if (++confirmed[subscriber.index] == layout.channelsPerConnection()) {
      becameReady(subscriber);
    }
  }

  /** Hook for loads that act on each connection. */
  void becameReady(Subscriber subscriber) {
    ready++;
  }

  @Override
  public boolean delivered(Subscriber subscriber, ByteBuffer in, int from, int to) {
    int at = from + stampOffset;
    if (at + Stamp.SIZE > to || !Stamp.isAt(in, at)) {
      at = Stamp.find(in, from, to);
      if (at < 0) {
        return false;
      }
      stampOffset = at - from;
    }
    int subscription = layout.subscription(subscriber.index, Stamp.channel(in, at));
    if (subscription < 0) {
      strays++;
    } else {
      ledger.received(subscription, Stamp.sequence(in, at));
    }
    if (isSampling(subscriber.index)) {
      samples.add(loop.micros() - Stamp.micros(in, at));
    }
    return true;
  }

  /**
   * Makes every {@code step}-th connection stop reading. None of them measures latency, and from
   * now on their deliveries count for nothing.
   *
   * @param step 2 or more
   */
  void freeze(int step) {
    for (int index = step - 1; index < subscribers.length; index += step) {
      Subscriber subscriber = subscribers[index];
      if (subscriber != null && !isSampling(index)) {
        frozen.set(index);
        subscriber.freeze();
      }
    }
  }

  /** Lets the frozen read again; those whom the server had closed are then seen to be lost. */
  void thaw() {
    frozen.stream()
        .mapToObj(index -> subscribers[index])
        .filter(Objects::nonNull)
        .forEach(Subscriber::thaw);
  }

  int frozen() {
    return frozen.cardinality();
  }

  /** How many of the frozen the server has closed; known once they read again. */
  int frozenLost() {
    return frozenLost;
  }

  private boolean isSampling(int index) {
    return index % sampleEvery == 0;
  }

  @Override
  public void lost(Subscriber subscriber, String reason) {
    if (frozen.get(subscriber.index)) {
      frozenLost++;
      return;
    }
    lost++;
    lossReason = reason;
  }

  /**
   * Deliveries that never came, given how many events each channel had; those to the frozen left
   * out.
   */
  long missing(int[] publishedPerChannel) {
    return IntStream.range(0, layout.subscriptions())
        .filter(s -> !frozen.get(s / layout.channelsPerConnection()))
        .mapToLong(s -> ledger.missing(s, publishedPerChannel[layout.channelOf(s)]))
        .sum();
  }

  Ledger ledger() {
    return ledger;
  }

  Samples samples() {
    return samples;
  }

  int ready() {
    return ready;
  }

  int lost() {
    return lost;
  }

  String lossReason() {
    return lossReason;
  }

  /** Deliveries of channels the connection had not subscribed to. */
  long strays() {
    return strays;
  }
}
