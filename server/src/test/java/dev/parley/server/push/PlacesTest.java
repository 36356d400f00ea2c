package dev.parley.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places<String> places = new Places<>();

  /** Lets some wait; each says for which service. */
  private int offer(String service, int count) {
    int waiting = 0;
    for (int i = 0; i < count; i++) {
      waiting += places.offer(service, service).isEmpty() ? 1 : 0;
    }
    return waiting;
  }

  private List<String> end(List<String> begun, Places.Went went, double millis) {
    var back = new ArrayList<String>();
    begun.forEach(service -> back.addAll(places.end(service, went, millis)));
    return back;
  }

  /** A service that has answered often and soon. */
  private void trust(String service) {
    for (int i = 0; i < 10; i++) {
      offer(service, 8);
      end(places.begin(), Places.Went.WELL, 20);
    }
    assertThat(places.isIdle()).isTrue();
  }

  @Test
  void shouldKeepPlacesForThoseThatAnswerWhateverHangs() {
    trust("good");
    for (int i = 0; i < 100; i++) {
      offer("hangs" + i, 10);
    }
    assertThat(places.begin()).hasSize(16).doesNotContain("good");
    offer("good", 100);
    assertThat(places.begin()).hasSize(32).containsOnly("good");
    offer("good", 100);
    assertThat(places.begin()).isEmpty();
    end(List.of("good"), Places.Went.WELL, 20);
    assertThat(places.begin()).containsExactly("good");
  }

  @Test
  void shouldNeverHaveMoreUnderWayThanAllPlaces() {
    for (int i = 0; i < 5; i++) {
      trust("good" + i);
    }
    for (int i = 0; i < 5; i++) {
      offer("good" + i, 100);
    }
    List<String> begun = places.begin();
    assertThat(begun).hasSize(64);
    for (int i = 0; i < 5; i++) {
      String name = "good" + i;
      assertThat(begun.stream().filter(name::equals).count()).as("in turn").isBetween(12L, 13L);
    }
  }

  @Test
  void shouldGiveMorePlacesToWhoAnswersAndHalfToWhoFails() {
    assertThat(offer("one", 60)).isEqualTo(60);
    assertThat(places.begin()).hasSize(8);
    end(List.of("one", "one"), Places.Went.WELL, 20);
    assertThat(places.begin()).as("two ended, and two more may").hasSize(4);
    end(List.of("one"), Places.Went.BADLY, 20);
    assertThat(places.begin()).as("nine are under way, five may").isEmpty();
    end(List.of("one", "one", "one", "one"), Places.Went.NOWHERE, 0);
    assertThat(places.begin()).isEmpty();
    end(List.of("one"), Places.Went.NOWHERE, 0);
    assertThat(places.begin()).containsExactly("one");
  }

  @Test
  void shouldTrustAgainWhoAnswersAgain() {
    trust("good");
    offer("good", 200);
    List<String> begun = places.begin();
    assertThat(begun).hasSize(32);
    end(begun.subList(0, 8), Places.Went.BADLY, 20);
    for (int i = 0; i < 20; i++) {
      offer("new" + i, 1);
    }
    assertThat(places.begin()).as("the failing one has all places for doubtful ones").isEmpty();
    end(begun.subList(8, 9), Places.Went.WELL, 20);
    assertThat(places.begin()).hasSize(16).doesNotContain("good");
    end(begun.subList(9, 32), Places.Went.WELL, 20);
    assertThat(places.begin()).containsOnly("good").hasSize(25);
  }

  @Test
  void shouldLetWaitOnlyWhatWillBeTakenSoon() {
    assertThat(offer("slow", 900)).isEqualTo(500);
    assertThat(places.offer("other", "other").orElseThrow()).hasSeconds(5);
    assertThat(end(places.begin(), Places.Went.WELL, 9_000)).as("nine seconds each").hasSize(482);
    assertThat(offer("other", 1)).isEqualTo(1);
    assertThat(offer("slow", 100)).as("ten wait for sixteen places").isEqualTo(8);

    trust("quick");
    assertThat(offer("quick", 2_000)).isEqualTo(1_000);
    assertThat(places.offer("quick", "quick").orElseThrow()).isLessThan(Duration.ofMillis(400));
    assertThat(offer("another", 1)).isEqualTo(1);
  }

  @Test
  void shouldSendBackWhatWaitsForAServiceThatFails() {
    trust("good");
    offer("good", 1_000);
    int before = places.room();
    List<String> begun = places.begin();
    List<String> back = end(begun, Places.Went.BADLY, 10_000);
    assertThat(back).hasSizeGreaterThan(900);
    assertThat(places.room()).isEqualTo(before + back.size() + begun.size());
    assertThat(places.begin()).hasSize(1);
  }

  @Test
  void shouldForgetServicesThatNobodyUsesAndNoneThatIsUsed() {
    offer("used", 20);
    assertThat(places.begin()).hasSize(8);
    for (int i = 0; i < 1_200; i++) {
      String name = "passing" + i;
      offer(name, 1);
      end(List.copyOf(places.begin()), Places.Went.WELL, 5);
    }
    end(List.of("used"), Places.Went.WELL, 5);
    assertThat(places.begin()).containsOnly("used");
    assertThatThrownBy(() -> places.end("passing7", Places.Went.WELL, 5))
        .isInstanceOf(IllegalStateException.class);
  }
}
