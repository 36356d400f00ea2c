package dev.parley.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's sockets: they hold the channels of their conversations and book what comes. Owned by
 * the load thread.
 */
final class Readers implements Subscriber.Observer {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Loop loop;
  private final MessagePlan plan;
  private final Cast cast;
  private final Ledger ledger;
  private final Samples samples = new Samples();
  private final int[] unconfirmed;
  private int ready;
  private int lost;
  private long strays;
  private String lossReason = "";

  Readers(Loop loop, MessagePlan plan, Cast cast) {
    this.loop = loop;
    this.plan = plan;
    this.cast = cast;
    ledger = new Ledger(plan.users() * plan.senders());
    unconfirmed = new int[plan.users()];
  }

  /**
   * Connects everybody.
   *
   * @throws LoadException if one is refused or not all are ready within a minute
   */
  void gather() {
    byte[] upgrade = Subscriber.upgradeRequest(cast.realtime());
    InetSocketAddress server =
        new InetSocketAddress(cast.realtime().host(), cast.realtime().port());
    for (int user = 0; user < plan.users(); user++) {
      try {
        new Subscriber(user, this, loop, upgrade)
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server);
      } catch (IOException e) {
        throw new LoadException("cannot open a socket", e);
      }
    }
    long deadline = loop.micros() + LIMIT.toNanos() / 1_000;
    while (ready < plan.users()) {
      loop.turn(10);
      if (lost > 0) {
        throw new LoadException("a socket was lost: " + lossReason);
      }
      if (loop.micros() > deadline) {
        throw new LoadException("only %d of %d sockets are ready".formatted(ready, plan.users()));
      }
    }
  }

  @Override
  public String greeted(Subscriber subscriber, String socketId) {
    List<String> channels =
        IntStream.range(0, plan.conversations())
            .filter(conversation -> plan.isMember(subscriber.index, conversation))
            .mapToObj(conversation -> "private-conversation-" + cast.conversation(conversation))
            .toList();
    unconfirmed[subscriber.index] = channels.size();
    StringBuilder messages = new StringBuilder();
    for (String channel : channels) {
      // waits for the answer: nothing is measured yet
      String proof = cast.channelProof(subscriber.index, socketId, channel);
      messages.append(Subscriber.subscribeMessage(channel, proof)).append('\n');
    }
    return messages.toString();
  }

  @Override
  public void subscribed(Subscriber subscriber) {
    if (--unconfirmed[subscriber.index] == 0) {
      ready++;
    }
  }

  @Override
  public boolean delivered(Subscriber subscriber, ByteBuffer in, int from, int to) {
    int at = Stamp.find(in, from, to);
    if (at < 0) {
      return false;
    }
    int sender = Stamp.channel(in, at);
    if (sender >= plan.senders() || !plan.isMember(subscriber.index, plan.conversationOf(sender))) {
      strays++;
      return true;
    }
    ledger.received(subscriber.index * plan.senders() + sender, Stamp.sequence(in, at));
    if (subscriber.index != sender) {
      samples.add(loop.micros() - Stamp.micros(in, at));
    }
    return true;
  }

  @Override
  public void lost(Subscriber subscriber, String reason) {
    lost++;
    lossReason = reason;
  }

  /** Deliveries that never came of the messages that each sender has sent. */
  long missing(List<Sender> senders) {
    long missing = 0;
    for (int user = 0; user < plan.users(); user++) {
      for (int sender = 0; sender < senders.size(); sender++) {
        if (plan.isMember(user, plan.conversationOf(sender))) {
          missing += ledger.missing(user * plan.senders() + sender, senders.get(sender).sent());
        }
      }
    }
    return missing;
  }

  LoadResult.Account account(List<Sender> senders) {
    @Nullable String refusal =
        senders.stream()
            .map(Sender::firstRefusal)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse(null);
    return new LoadResult.Account(
        ledger.delivered(),
        missing(senders),
        ledger.doubled(),
        ledger.disordered(),
        strays,
        senders.stream().mapToLong(Sender::refused).sum(),
        lost,
        refusal == null ? lossReason : refusal);
  }

  long delivered() {
    return ledger.delivered();
  }

  Samples samples() {
    return samples;
  }
}
