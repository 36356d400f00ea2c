package dev.parley.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.hub.Transition;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandoverTest {
  @Test
  void shouldRefuseMoreThanItsCount() {
    var handover = new Handover(16, 1_000_000);
    for (int i = 0; i < 16; i++) {
      assertThat(handover.offer(vacated(i))).isTrue();
    }
    assertThat(handover.offer(vacated(16))).isFalse();
    assertThat(handover.poll()).isEqualTo(vacated(0));
    assertThat(handover.offer(vacated(17))).isTrue();
  }

  @Test
  void shouldRefuseMoreDataThanItsBytes() {
    var handover = new Handover(16, 1_000);
    assertThat(handover.offer(said(600))).isTrue();
    assertThat(handover.offer(said(600))).isFalse();
    assertThat(handover.offer(said(400))).isTrue();
    assertThat(handover.poll()).isNotNull();
    assertThat(handover.offer(said(600))).isTrue();
  }

  @Test
  void shouldNeverOversleep() throws InterruptedException {
    var handover = new Handover(1_024, 1_000);
    int events = 100_000;
    var all = new CountDownLatch(events);
    Thread taker =
        Thread.ofVirtual()
            .start(() -> {
              while (all.getCount() > 0) {
                if (handover.poll() == null) {
                  handover.await(Long.MAX_VALUE); // only an offer can end this
                } else {
                  all.countDown();
                }
              }
            });
    for (int i = 0; i < events; i++) {
      while (!handover.offer(vacated(i))) {
        Thread.onSpinWait();
      }
    }
    all.await();
    taker.join();
    assertThat(handover.isEmpty()).isTrue();
  }

  private static Told vacated(int number) {
    return new Told("app", new Transition.ChannelVacated("c" + number));
  }

  private static Told said(int length) {
    return new Told(
        "app",
        new Transition.ClientEvent("private-c", "client-e", "x".repeat(length), "1.2", null));
  }
}
