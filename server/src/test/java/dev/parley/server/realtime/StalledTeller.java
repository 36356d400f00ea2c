package dev.parley.server.realtime;

import dev.parley.messenger.Event;
import dev.parley.messenger.Lanes;
import java.util.concurrent.CountDownLatch;

/** A teller beside a server's own, whose one worker is held up and has room for a few events. */
public final class StalledTeller implements AutoCloseable {
  private final CountDownLatch released = new CountDownLatch(1);
  private final Teller teller;

  public StalledTeller(int port, int room) {
    var lanes = new Lanes("parley-stalled", 1, room);
    teller =
        new Teller(
            Insides.of(port, LivePublisher.class),
            Insides.of(port, ReceiptPushes.class),
            Insides.of(port, PresenceBoard.class),
            Insides.of(port, ProfilePushes.class),
            Insides.of(port, Audience.class),
            lanes);
    var held = new CountDownLatch(1);
    lanes.offer(
        0,
        () -> {
          held.countDown();
          await(released);
        });
    await(held);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public void accept(Event event) {
    teller.accept(event);
  }

  public long dropped() {
    return teller.dropped();
  }

  /** Lets it work on what waits. */
  public void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
    teller.close();
  }
}
