package dev.parley.socketio.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwaitedTest {
  @Test
  void shouldTakeEachAcknowledgementOnce() {
    var awaited = new Awaited();
    long first = awaited.add(7, 1);
    long second = awaited.add(7, 2);
    assertThat(awaited.take(second)).contains(new Awaited.Place(7, 2));
    assertThat(awaited.take(first)).contains(new Awaited.Place(7, 1));
    assertThat(awaited.take(first)).isEmpty();
    assertThat(awaited.take(second)).isEmpty();
    assertThat(awaited.add(7, 3)).as("no number comes back").isGreaterThan(second);
  }
}
