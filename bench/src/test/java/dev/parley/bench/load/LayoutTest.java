package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTest {

  @Test
  void shouldFindEachSubscriptionByItsChannel() {
    Layout layout = new Layout(1_000, 1_000, 10, false);

    assertThat(layout.subscribersPerChannel()).isEqualTo(10);
    for (int subscription = 0; subscription < layout.subscriptions(); subscription++) {
      int channel = layout.channelOf(subscription);
      assertThat(layout.subscription(subscription / 10, channel)).isEqualTo(subscription);
    }
  }

  @Test
  void shouldKnowWhatAConnectionDoesNotHold() {
    Layout layout = new Layout(1_000, 1_000, 10, false);

    assertThat(layout.subscription(0, 10)).isEqualTo(-1);
    assertThat(layout.subscription(1, 9)).isEqualTo(-1);
  }

  @Test
  void shouldRefuseUnevenAudiences() {
    assertThatThrownBy(() -> new Layout(3, 2, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
