package dev.parley.channels.headcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadCountTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long AGE = 600 * SECOND;
  private static final long MANY = 1_000_000;

  private final HeadCount counts = new HeadCount(0);
  private long now;

  private Visit enter(@Nullable Visit before, String session, String room, int decile) {
    return assertEntered(counts.enter(before, session, room, decile, "a", MANY, now));
  }

  private static Visit assertEntered(@Nullable Visit visit) {
    return Objects.requireNonNull(visit);
  }

  /** What a second later is told. */
  private Map<String, String> told() {
    now += SECOND;
    var told = new HashMap<String, String>();
    counts.due(now, AGE).forEach(count -> told.put(count.channel(), count.data()));
    return told;
  }

  @Test
  void shouldCountABrowserOnceHoweverManyTabsItHasOpen() {
    Visit first = enter(null, "s1", "a", 0);
    Visit second = enter(null, "s1", "a", 0);
    enter(null, "s1", "b", 0);
    enter(null, "s2", "a", 0);
    assertThat(told())
        .containsEntry("cache-headcount", "{\"sessions\":2,\"connections\":4}")
        .containsEntry(
            "cache-headcount-a",
            "{\"sessions\":2,\"connections\":3,\"deciles\":[2,0,0,0,0,0,0,0,0,0]}");
    counts.leave(first);
    assertThat(told().get("cache-headcount-a")).startsWith("{\"sessions\":2,\"connections\":2");
    counts.leave(second);
    assertThat(told().get("cache-headcount-a")).startsWith("{\"sessions\":1,\"connections\":1");
  }

  @Test
  void shouldTellTheFurthestTenthOfThePageThatEachReaderHasSeen() {
    Visit reader = enter(null, "s1", "a", 2);
    enter(null, "s2", "a", 9);
    assertThat(told().get("cache-headcount-a")).contains("[0,0,1,0,0,0,0,0,0,1]");
    reader = enter(reader, "s1", "a", 6);
    enter(reader, "s1", "a", 1);
    assertThat(told().get("cache-headcount-a")).contains("[0,0,0,0,0,0,1,0,0,1]");
  }

  @Test
  void shouldTellOnlyWhatHasChanged() {
    Visit visit = enter(null, "s1", "a", 0);
    enter(null, "s2", "b", 0);
    assertThat(told()).hasSize(3);
    assertThat(told()).isEmpty();
    enter(visit, "s1", "a", 3);
    assertThat(told()).containsOnlyKeys("cache-headcount-a");
    Visit again = enter(null, "s3", "a", 0);
    counts.leave(again);
    assertThat(told()).as("came and went between two counts").isEmpty();
  }

  @Test
  void shouldKeepNothingOfAPageThatEverybodyLeft() {
    Visit visit = enter(null, "s1", "a", 0);
    visit = enter(visit, "s1", "b", 0);
    assertThat(told()).containsKeys("cache-headcount-b").doesNotContainKey("none");
    counts.leave(visit);
    assertThat(told())
        .containsEntry("cache-headcount", "{\"sessions\":0,\"connections\":0}")
        .containsEntry(
            "cache-headcount-b",
            "{\"sessions\":0,\"connections\":0,\"deciles\":[0,0,0,0,0,0,0,0,0,0]}");
    now += AGE;
    assertThat(told()).isEmpty();
    assertThat(counts.sessions()).isZero();
  }

  @Test
  void shouldTellStepsOfOnePercentAboveAThousand() {
    for (int i = 0; i < 2_000; i++) {
      enter(null, "s" + i, "a", 0);
    }
    assertThat(told().get("cache-headcount")).contains(":2000,");
    for (int i = 0; i < 19; i++) {
      enter(null, "t" + i, "a", 0);
    }
    assertThat(told()).isEmpty();
    enter(null, "t19", "a", 0);
    assertThat(told().get("cache-headcount")).contains(":2020,");
    enter(null, "t20", "a", 0);
    now += 10 * SECOND;
    assertThat(told().get("cache-headcount")).as("exact after a while").contains(":2021,");
  }

  @Test
  void shouldTellAgainBeforeTheChannelForgets() {
    enter(null, "s1", "a", 0);
    assertThat(told()).hasSize(2);
    now += AGE / 2;
    assertThat(told()).isEmpty();
    now += AGE / 2;
    assertThat(told()).containsOnlyKeys("cache-headcount", "cache-headcount-a");
  }

  @Test
  void shouldCountNoMoreSessionsOfAnAddressThanAreAllowed() {
    Visit first = assertEntered(counts.enter(null, "s1", "a", 0, "ip", 2, now));
    assertEntered(counts.enter(null, "s2", "a", 0, "ip", 2, now));
    assertEntered(counts.enter(null, "s2", "b", 0, "ip", 2, now));
    assertThat(counts.enter(null, "s3", "a", 0, "ip", 2, now)).isNull();
    assertThat(counts.enter(first, "s3", "a", 0, "ip", 2, now)).isNull();
    assertEntered(counts.enter(null, "s3", "a", 0, "other", 2, now));
    counts.leave(first);
    assertEntered(counts.enter(null, "s4", "a", 0, "ip", 2, now));
  }

  /** A tab, as the test knows it. */
  private record Tab(Visit visit, String session, String room) {}

  @Test
  void shouldBeExactAfterAnyHistory() {
    var random = new Random(5);
    var tabs = new ArrayList<Tab>();
    var last = new HashMap<String, String>();
    for (int step = 0; step < 20_000; step++) {
      int chance = random.nextInt(10);
      if (tabs.isEmpty() || chance < 4) {
        tabs.add(tab(null, random));
      } else if (chance < 7) {
        int which = random.nextInt(tabs.size());
        tabs.set(which, tab(tabs.get(which).visit(), random));
      } else {
        counts.leave(tabs.remove(random.nextInt(tabs.size())).visit());
      }
      last.putAll(told());
      if (step % 100 == 0) {
        compare(tabs, last);
      }
    }
    tabs.forEach(tab -> counts.leave(tab.visit()));
    last.putAll(told());
    compare(List.of(), last);
  }

  private Tab tab(@Nullable Visit before, Random random) {
    String session = "s" + random.nextInt(30);
    String room = "r" + random.nextInt(5);
    return new Tab(enter(before, session, room, random.nextInt(10)), session, room);
  }

  private static void compare(List<Tab> tabs, Map<String, String> told) {
    var rooms = new HashMap<String, Set<String>>();
    var site = new HashSet<String>();
    for (Tab tab : tabs) {
      site.add(tab.session());
      rooms.computeIfAbsent(tab.room(), _ -> new HashSet<>()).add(tab.session());
    }
    assertThat(told.getOrDefault("cache-headcount", ""))
        .isEqualTo("{\"sessions\":%d,\"connections\":%d}".formatted(site.size(), tabs.size()));
    told.forEach((channel, text) -> {
      if (!channel.equals("cache-headcount")) {
        String room = channel.substring("cache-headcount-".length());
        int sessions = rooms.getOrDefault(room, Set.of()).size();
        assertThat(text).startsWith("{\"sessions\":%d,".formatted(sessions));
      }
    });
  }
}
