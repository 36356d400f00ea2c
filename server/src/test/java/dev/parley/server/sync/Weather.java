package dev.parley.server.sync;

import java.util.Random;
import java.util.function.Supplier;

/** How bad the network is, and what happens in the world while a request is under way. */
final class Weather {
  private final Random random;
  private final int losses;
  private final int doubles;
  private final int disorder;
  private final Meanwhile meanwhile;

  /** What goes on in the world. */
  interface Meanwhile {
    /** Between an answer's making and its arrival. */
    void onTheWay(Handset waiting);

    /** While the server works on a request. */
    <T> T during(Supplier<T> request);
  }

  Weather(Random random, Meanwhile meanwhile) {
    this.random = random;
    this.meanwhile = meanwhile;
    this.losses = random.nextInt(4) == 0 ? 0 : random.nextInt(15);
    this.doubles = random.nextInt(15);
    this.disorder = random.nextInt(40);
  }

  boolean loses() {
    return random.nextInt(100) < losses;
  }

  boolean doubles() {
    return random.nextInt(100) < doubles;
  }

  boolean delivers() {
    return random.nextInt(100) < 70;
  }

  /** Which of some that are under way comes first. */
  int which(int size) {
    return random.nextInt(100) < disorder ? random.nextInt(size) : 0;
  }

  void meanwhile(Handset waiting) {
    if (random.nextInt(100) < 25) {
      meanwhile.onTheWay(waiting);
    }
  }

  <T> T during(Supplier<T> request) {
    return meanwhile.during(request);
  }
}
