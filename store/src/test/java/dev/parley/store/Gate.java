package dev.parley.store;

import java.util.concurrent.CountDownLatch;

/** Holds a lane's writer inside a unit, so that what is submitted meanwhile has to wait. */
final class Gate implements AutoCloseable {
  private final CountDownLatch open = new CountDownLatch(1);

  Gate(Store store) {
    this(store, 0);
  }

  Gate(Store store, long lane) {
    var entered = new CountDownLatch(1);
    store.write(
        lane,
        _ -> {
          entered.countDown();
          await(open);
          return true;
        });
    await(entered);
  }

  void open() {
    open.countDown();
  }

  @Override
  public void close() {
    open();
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
