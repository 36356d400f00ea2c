package dev.parley.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People who write to each other over HTTP and read over WebSockets, on the calling thread: real
 * accounts, tokens and signatures.
 */
public final class MessageLoad {
  /** So long without a delivery after the last message, and the rest is taken for lost. */
  private static final Duration STALL = Duration.ofSeconds(3);

  /** Time after the last expected delivery in which a repetition would still be seen. */
  private static final Duration AFTERMATH = Duration.ofMillis(200);

  private final Target target;
  private final Meters meters;

  /** Makes load for one server. */
  public MessageLoad(Target target, Meters meters) {
    this.target = target;
    this.meters = meters;
  }

  /**
   * Runs a plan.
   *
   * @throws LoadException if people or sockets are refused, or sending breaks off
   */
  public MessageResult run(MessagePlan plan) {
    try (Loop loop = new Loop();
        Cast cast = new Cast(target, plan)) {
      Readers readers = new Readers(loop, plan, cast);
      readers.gather();
      Samples acknowledgements = new Samples();
      List<Sender> senders =
          IntStream.range(0, plan.senders())
              .mapToObj(i -> sender(loop, plan, cast, i, acknowledgements))
              .toList();
      senders.forEach(Sender::send);
      turnFor(loop, plan.warmUp(), senders);
      acknowledgements.clear();
      readers.samples().clear();
      Reading before = read(loop, senders, readers);
      turnFor(loop, plan.measured(), senders);
      Reading after = read(loop, senders, readers);
      Samples acknowledgement = copy(acknowledgements);
      Samples delivery = copy(readers.samples());
      senders.forEach(Sender::stop);
      drain(loop, senders, readers);
      Meters.Cpu cpu = after.clocks.since(before.clocks);
      return new MessageResult(
          (after.acknowledged - before.acknowledged) / cpu.seconds(),
          (after.delivered - before.delivered) / cpu.seconds(),
          acknowledgement,
          delivery,
          readers.account(senders),
          cpu);
    }
  }

  private Sender sender(Loop loop, MessagePlan plan, Cast cast, int index, Samples samples) {
    return new Sender(
        loop,
        target,
        index,
        cast.conversation(plan.conversationOf(index)),
        cast.player(index).token(),
        plan.textBytes(),
        plan.pause(),
        samples);
  }

  /** Where all counters stood at one moment. */
  private record Reading(long acknowledged, long delivered, Meters.Reading clocks) {}

  private Reading read(Loop loop, List<Sender> senders, Readers readers) {
    return new Reading(
        senders.stream().mapToLong(Sender::acknowledged).sum(),
        readers.delivered(),
        meters.read(loop.micros()));
  }

  private static Samples copy(Samples samples) {
    Samples copy = new Samples();
    copy.addAll(samples);
    return copy;
  }

  private static void turnFor(Loop loop, Duration time, List<Sender> senders) {
    long end = loop.micros() + time.toNanos() / 1_000;
    while (loop.micros() < end) {
      senders.forEach(Sender::look);
      loop.turn(10);
    }
  }

  private static void drain(Loop loop, List<Sender> senders, Readers readers) {
    long delivered = -1;
    long deadline = 0;
    while (!senders.stream().allMatch(Sender::isIdle) || readers.missing(senders) > 0) {
      if (readers.delivered() != delivered) {
        delivered = readers.delivered();
        deadline = loop.micros() + STALL.toNanos() / 1_000;
      } else if (loop.micros() > deadline) {
        break;
      }
      loop.turn(10);
    }
    turnFor(loop, AFTERMATH, List.of());
  }
}
