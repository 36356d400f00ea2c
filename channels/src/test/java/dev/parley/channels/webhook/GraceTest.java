package dev.parley.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.hub.Transition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraceTest {
  private static final long GRACE = 3_000;

  private final Grace grace = new Grace(GRACE, 3);
  private final List<Transition> told = new ArrayList<>();

  @Test
  void shouldTellADepartureWhenTheGraceIsOver() {
    accept(new Transition.ChannelVacated("a"), 10);
    release(GRACE + 9);
    assertThat(told).isEmpty();
    assertThat(grace.nanosToWait(GRACE + 9)).isEqualTo(1);
    release(GRACE + 10);
    assertThat(told).containsExactly(new Transition.ChannelVacated("a"));
    assertThat(grace.nanosToWait(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldTellNeitherIfTheChannelIsBackInTime() {
    accept(new Transition.ChannelVacated("a"), 0);
    accept(new Transition.ChannelOccupied("a"), GRACE - 1);
    release(GRACE * 9);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellBothIfTheChannelIsBackTooLate() {
    accept(new Transition.ChannelVacated("a"), 0);
    release(GRACE);
    accept(new Transition.ChannelOccupied("a"), GRACE);
    assertThat(told)
        .containsExactly(new Transition.ChannelVacated("a"), new Transition.ChannelOccupied("a"));
  }

  @Test
  void shouldCountTheGraceAnewAfterAReturn() {
    accept(new Transition.ChannelVacated("a"), 0);
    accept(new Transition.ChannelOccupied("a"), 1);
    accept(new Transition.ChannelVacated("a"), 2_000);
    release(GRACE + 1_999);
    assertThat(told).isEmpty();
    release(GRACE + 2_000);
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldKeepMembersApart() {
    accept(new Transition.MemberRemoved("p", "1"), 0);
    accept(new Transition.MemberAdded("p", "2"), 1);
    accept(new Transition.MemberAdded("q", "1"), 2);
    accept(new Transition.ChannelOccupied("p"), 3);
    assertThat(told).hasSize(3);
    release(GRACE);
    assertThat(told).endsWith(new Transition.MemberRemoved("p", "1"));
  }

  @Test
  void shouldKeepAppsApart() {
    accept(new Transition.ChannelVacated("a"), 0);
    grace.accept(
        new Told("other", new Transition.ChannelOccupied("a")), 1, t -> told.add(t.transition()));
    assertThat(told).containsExactly(new Transition.ChannelOccupied("a"));
  }

  @Test
  void shouldTellTheOldestEarlyWhenTooManyAreHeld() {
    for (String channel : List.of("a", "b", "c", "d")) {
      accept(new Transition.ChannelVacated(channel), 0);
    }
    assertThat(told).containsExactly(new Transition.ChannelVacated("a"));
  }

  @Test
  void shouldHoldNothingWithoutAGrace() {
    var none = new Grace(0, 3);
    none.accept(
        new Told("app", new Transition.ChannelVacated("a")), 0, t -> told.add(t.transition()));
    assertThat(told).hasSize(1);
  }

  private void accept(Transition transition, long now) {
    grace.accept(new Told("app", transition), now, t -> told.add(t.transition()));
  }

  private void release(long now) {
    grace.release(now, t -> told.add(t.transition()));
  }
}
