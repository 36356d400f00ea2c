package dev.parley.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String PASSWORD = "seven green Ladders";

  private final Passwords passwords = new Passwords(new Argon2(64, 2, 1), new SecureRandom());

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void shouldWriteItsCostIntoTheHash() {
    String hash = passwords.hashNew("password", PASSWORD, List.of());
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[^$]{22}\\$[^$]{43}");
    assertThat(passwords.matches(PASSWORD, hash)).isTrue();
    assertThat(passwords.matches(PASSWORD + " ", hash)).isFalse();
    assertThat(passwords.hashNew("password", PASSWORD, List.of())).isNotEqualTo(hash);
  }

  @Test
  void shouldUnderstandHashesOfOtherMakers() { // made by the reference implementation's command
    assertThat(
            passwords.matches(
                "password",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
        .isTrue();
  }

  @Test
  void shouldTakeAtLeastTheRecommendedCost() {
    assertThat(Argon2.DEFAULT.kibibytes()).isGreaterThanOrEqualTo(19_456);
    assertThat(Argon2.DEFAULT.passes()).isGreaterThanOrEqualTo(2);
    assertThat(passwords.isOutdated("$argon2id$v=19$m=32,t=2,p=1$c29tZXNhbHQ$" + "A".repeat(43)))
        .isTrue();
    assertThat(passwords.isOutdated(passwords.rehash(PASSWORD))).isFalse();
  }

  @Test
  void shouldCompareComposedAndDecomposedLettersAsTheSame() {
    String hash = passwords.hashNew("password", "Cafe\u0301 \u00e0 neuf heures", List.of());
    assertThat(passwords.matches("Caf\u00e9 a\u0300 neuf heures", hash)).isTrue();
  }

  @Test
  void shouldMatchNobodyWithoutAHash() {
    assertThat(passwords.matches(PASSWORD, null)).isFalse();
    assertThat(passwords.matches(null, null)).isFalse();
    assertThat(passwords.matches("", "not a hash")).isFalse();
  }

  @Test
  void shouldSayBusyInsteadOfQueueingWithoutEnd() throws Exception {
    int callers = Bound.PASSWORDS_WAITING.count() + Bound.PASSWORD_THREADS.count() + 40;
    try (var slow = new Passwords(Argon2.DEFAULT, new SecureRandom());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < callers; i++) {
        answers.add(threads.submit(() -> slow.matches(PASSWORD, null)));
      }
      var refused = new ArrayList<Throwable>();
      for (Future<Boolean> answer : answers) {
        try {
          assertThat(answer.get()).isFalse();
        } catch (java.util.concurrent.ExecutionException e) {
          refused.add(e.getCause());
        }
      }
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(one ->
              assertThat(one)
                  .isInstanceOfSatisfying(
                      Refusal.class,
                      refusal -> {
                        assertThat(refusal.code()).isEqualTo(RefusalCode.BUSY);
                        assertThat(refusal.retryAfter()).isNotNull();
                      }));
    }
  }

  @Test
  void shouldNotShowPasswordsInText() {
    assertThat(new Registration("anna", PASSWORD, "a@b.org", null, null).toString())
        .doesNotContain(PASSWORD, "a@b");
    assertThatThrownBy(() -> passwords.hashNew("password", "hunter2hunter2", List.of()))
        .hasMessageNotContaining("hunter2");
  }
}
