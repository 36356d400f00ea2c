package dev.parley.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
  @Test
  void shouldDoubleTheGapsAndEndAfterFiveMinutes() {
    RetryRule rule = RetryRule.of(Limits.DEFAULTS);
    List<Long> gaps = new ArrayList<>();
    long age = 0;
    for (int failures = 1; rule.pause(failures, age).isPresent(); failures++) {
      long gap = rule.pause(failures, age).getAsLong();
      gaps.add(gap);
      age += gap;
    }
    assertThat(gaps)
        .containsExactly(
            1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L, 57_000L);
    assertThat(age).isEqualTo(300_000);
  }

  @Test
  void shouldGiveUpWhatIsTooOldAlready() {
    assertThat(new RetryRule(1, 2, 10).pause(1, 10)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void shouldNotOverflow() {
    assertThat(new RetryRule(60_000, 3_600_000, Long.MAX_VALUE).pause(1_000_000, 0))
        .isEqualTo(OptionalLong.of(3_600_000));
  }
}
