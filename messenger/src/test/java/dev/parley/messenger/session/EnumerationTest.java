package dev.parley.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Registration;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Nobody can tell from the time of an answer whether an account exists. */
class EnumerationTest {
  /** Known and unknown names would be told apart by chance once in 15,000 runs. */
  private static final double SEPARABLE = 4;

  private record Sample(long nanos, boolean known) {}

  @Test
  void shouldTakeTheSameTimeForKnownAndUnknownNames() {
    assertThat(Math.abs(separation(200, new Argon2(512, 2, 1)))).isLessThan(SEPARABLE);
  }

  @Test
  @EnabledIfSystemProperty(named = "parley.soak", matches = "true")
  void shouldTakeTheSameTimeForAThousandOfEachAtTheRealCost() {
    assertThat(Math.abs(separation(1_000, Argon2.DEFAULT))).isLessThan(SEPARABLE);
  }

  /** How far apart the times of both kinds lie, in standard deviations of a rank-sum test. */
  private static double separation(int each, Argon2 cost) {
    try (var people = new People(Engine.SQLITE, cost)) {
      var names = new ArrayList<String>();
      for (int i = 0; i < each; i++) {
        people.accounts.register(new Registration("known" + i, People.PASSWORD, null, null, null));
        names.add("known" + i);
        names.add("other" + i);
      }
      for (int i = 0; i < 100; i++) { // until the code is compiled
        time(people, "known" + i % 10, "warm" + i);
        time(people, "warm" + i, "warm" + i);
      }
      Collections.shuffle(names, new Random(1));
      var samples = new ArrayList<Sample>();
      for (String name : names) {
        samples.add(new Sample(time(people, name, name), name.startsWith("known")));
      }
      return rankSum(samples, each);
    }
  }

  private static long time(People people, String name, String network) {
    var client = new Client(null, "", network);
    long start = System.nanoTime();
    try {
      people.signIn.signIn(name, "wrong password", client);
      throw new AssertionError("signed in");
    } catch (Refusal refusal) {
      long nanos = System.nanoTime() - start;
      assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
      return nanos;
    }
  }

  /** Mann and Whitney's U of the known ones, normalised. */
  private static double rankSum(List<Sample> samples, int each) {
    var sorted = new ArrayList<>(samples);
    sorted.sort((one, two) -> Long.compare(one.nanos, two.nanos));
    double ranks = 0;
    for (int i = 0; i < sorted.size(); i++) {
      ranks += sorted.get(i).known ? i + 1 : 0;
    }
    double n = each;
    double u = ranks - n * (n + 1) / 2;
    return (u - n * n / 2) / Math.sqrt(n * n * (2 * n + 1) / 12);
  }
}
