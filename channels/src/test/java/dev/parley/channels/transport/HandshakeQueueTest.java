package dev.parley.channels.transport;

import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandshakeQueueTest {
  private static final int PER_SECOND = 1_000;
  private static final int MOST = 100;

  /** What the loop has been asked to run, and when. */
  private final PriorityQueue<Task> tasks = new PriorityQueue<>(comparingLong(Task::due));

  private final LongAdder waiting = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final List<Integer> greeted = new ArrayList<>();
  private final List<Integer> sentAway = new ArrayList<>();
  private long nanos;
  private final HandshakeQueue queue =
      new HandshakeQueue(
          (task, wait) -> tasks.add(new Task(task, nanos + wait)),
          () -> nanos,
          Limits.DEFAULTS
              .with(Limit.HANDSHAKES_PER_SECOND, PER_SECOND)
              .with(Limit.HANDSHAKES_WAITING, MOST),
          waiting,
          refused);

  private record Task(Runnable work, long due) {}

  @Test
  void shouldGreetAtOnceWhileFewCome() {
    for (int i = 0; i < 500; i++) {
      assertThat(arrive(i)).as("has to wait").isFalse();
      pass(1);
    }
    assertThat(greeted).hasSize(500);
  }

  @Test
  void shouldGreetInTheOrderOfArrivalAndNoFasterThanAllowed() {
    IntStream.range(0, 100).forEach(this::arrive);
    assertThat(greeted).as("at once").hasSize(HandshakeQueue.HANDFUL);
    assertThat(waiting.sum()).isEqualTo(100 - HandshakeQueue.HANDFUL);
    for (int millis = 1; millis <= 100 - HandshakeQueue.HANDFUL; millis++) {
      pass(1);
      assertThat(greeted).hasSizeLessThanOrEqualTo(HandshakeQueue.HANDFUL + millis);
    }
    assertThat(greeted).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(waiting.sum()).isZero();
  }

  @Test
  void shouldNotLetALatecomerOvertakeThoseWhoWait() {
    IntStream.range(0, HandshakeQueue.HANDFUL + 1).forEach(this::arrive);
    nanos += TimeUnit.SECONDS.toNanos(1); // the rate allows it again, but nobody had a turn yet
    assertThat(arrive(99)).as("has to wait").isTrue();
    pass(1);
    assertThat(greeted).endsWith(HandshakeQueue.HANDFUL, 99);
  }

  @Test
  void shouldLetTheLoopDoOtherWorkBetweenTwoHandfuls() {
    IntStream.range(0, HandshakeQueue.HANDFUL * 4).forEach(this::arrive);
    nanos += TimeUnit.SECONDS.toNanos(1); // the rate would allow all of them
    for (int handfuls = 2; handfuls <= 4; handfuls++) {
      tasks.remove().work().run();
      assertThat(greeted).hasSize(HandshakeQueue.HANDFUL * handfuls);
      nanos += TimeUnit.SECONDS.toNanos(1);
    }
    assertThat(tasks).isEmpty();
  }

  @Test
  void shouldRefuseWhoeverWouldWaitTooLong() {
    IntStream.range(0, HandshakeQueue.HANDFUL + MOST + 3).forEach(this::arrive);
    int first = HandshakeQueue.HANDFUL + MOST;
    assertThat(sentAway).containsExactly(first, first + 1, first + 2);
    assertThat(refused.sum()).isEqualTo(3);
    for (int i = 0; i < MOST; i++) {
      pass(1);
    }
    assertThat(greeted).hasSize(first);
  }

  private boolean arrive(int number) {
    return queue.add(
        new HandshakeQueue.Arrival() {
          @Override
          public void greet() {
            greeted.add(number);
          }

          @Override
          public void refuse() {
            sentAway.add(number);
          }
        });
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    while (!tasks.isEmpty() && tasks.element().due() <= nanos) {
      tasks.remove().work().run();
    }
  }
}
