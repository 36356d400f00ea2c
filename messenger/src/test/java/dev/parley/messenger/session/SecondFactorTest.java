package dev.parley.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in with a password and a code. */
@ParameterizedClass
@EnumSource(Engine.class)
class SecondFactorTest {
  private final People people;
  private final long anna;
  private final String secret;

  SecondFactorTest(Engine engine) {
    people = new People(engine);
    anna = people.register("anna").caller().userId();
    secret = people.factors.begin(anna);
  }

  @AfterEach
  void close() {
    people.close();
  }

  private String code(int stepsAhead) {
    long step = people.now().getEpochSecond() / 30 + stepsAhead;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void signIn(@Nullable String code) {
    people.signIn.signIn("anna", People.PASSWORD, code, People.LAPTOP);
  }

  private static void assertRefused(RefusalCode expected, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(expected));
  }

  @Test
  void shouldAskForNothingBeforeACodeHasConfirmedTheApp() {
    signIn(null);
    assertRefused(RefusalCode.WRONG_CODE, () -> people.factors.confirm(anna, "000000"));
    assertRefused(RefusalCode.WRONG_CODE, () -> people.factors.check(anna, code(0)));
    signIn(null);
    assertThat(people.factors.confirm(anna, code(0))).hasSize(10).doesNotHaveDuplicates();
    assertRefused(RefusalCode.SECOND_FACTOR_REQUIRED, () -> signIn(null));
    assertRefused(RefusalCode.ALREADY_EXISTS, () -> people.factors.begin(anna));
  }

  @Test
  void shouldTakeEachCodeOnceAndThoseOfNeighbouringSteps() {
    people.factors.confirm(anna, code(-1));
    String now = code(0);
    signIn(now.substring(0, 3) + " " + now.substring(3));
    assertRefused(RefusalCode.WRONG_CODE, () -> signIn(now));
    assertRefused(RefusalCode.WRONG_CODE, () -> signIn(code(-1)));
    assertRefused(RefusalCode.WRONG_CODE, () -> signIn(code(2)));
    signIn(code(1));
    people.pass(Duration.ofSeconds(60));
    signIn(code(0));
  }

  @Test
  void shouldTakeEachRecoveryCodeOnce() {
    List<String> recovery = people.factors.confirm(anna, code(0));
    signIn(recovery.getFirst().toUpperCase(Locale.ROOT));
    assertRefused(RefusalCode.WRONG_CODE, () -> signIn(recovery.getFirst()));
    signIn(recovery.get(1).replace("-", ""));
    assertThat(people.factors.status(anna).recoveryLeft()).isEqualTo(8);
    List<String> fresh = people.factors.renewRecovery(anna);
    assertRefused(RefusalCode.WRONG_CODE, () -> signIn(recovery.get(2)));
    signIn(fresh.getFirst());
  }

  @Test
  void shouldSlowDownWhoeverTriesCodesOut() {
    people.factors.confirm(anna, code(0));
    for (int i = 0; i < 5; i++) {
      assertRefused(RefusalCode.WRONG_CODE, () -> signIn("123456"));
    }
    assertRefused(RefusalCode.RATE_LIMITED, () -> signIn(code(1)));
    people.pass(Duration.ofMinutes(5));
    signIn(code(0));
  }

  @Test
  void shouldNotSayThatAFactorIsOnToWhoeverLacksThePassword() {
    people.factors.confirm(anna, code(0));
    assertRefused(
        RefusalCode.WRONG_CREDENTIALS,
        () -> people.signIn.signIn("anna", "wrong password", code(1), People.LAPTOP));
    people.factors.turnOff(anna);
    signIn(null);
  }

  @Test
  void shouldAskForAProofOnceTheSignInIsOld() {
    Caller caller = people.signIn.signIn("anna", People.PASSWORD, People.LAPTOP).caller();
    var proofs = new Proofs(people.transactions, people::now, people.passwords);
    proofs.require(caller, null);
    people.pass(Duration.ofMinutes(16));
    assertRefused(RefusalCode.PROOF_REQUIRED, () -> proofs.require(caller, null));
    assertRefused(RefusalCode.WRONG_PASSWORD, () -> proofs.require(caller, "wrong password"));
    proofs.require(caller, People.PASSWORD);
  }
}
