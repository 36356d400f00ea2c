package dev.parley.messenger.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Attempts;
import dev.parley.messenger.Bound;
import dev.parley.messenger.OneTime;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountTable;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.bouncycastle.util.encoders.Base32;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Turns the second factor on and off, and checks codes: each opens once, and failing slows down.
 * Thread-safe; blocks.
 */
public final class SecondFactors {
  private static final int SECRET_BYTES = 20;
  private static final int RECOVERY_BYTES = 10;

  /** Clocks differ, and people type slowly: the step before and the one behind count too. */
  private static final int DRIFT = 1;

  private final Transactions transactions;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Attempts attempts;

  /**
   * Second factors.
   *
   * @param random must not be guessable
   */
  public SecondFactors(Transactions transactions, InstantSource clock, RandomGenerator random) {
    this.transactions = transactions;
    this.clock = clock;
    this.random = random;
    this.attempts = new Attempts(Bound.SIGN_IN_FREE, Bound.SIGN_IN_LONGEST_WAIT_MILLIS, clock);
  }

  /**
   * How it stands with somebody.
   *
   * @param recoveryLeft recovery codes that are not used
   */
  public record Status(boolean on, int recoveryLeft) {}

  public Status status(long userId) {
    return transactions.read(handle -> {
      var table = new FactorTable(handle);
      return new Status(isOn(table, userId), table.recoveryLeft(userId));
    });
  }

  /** Whether a sign-in by password needs a code as well. */
  public boolean isOn(long userId) {
    return transactions.read(handle -> isOn(new FactorTable(handle), userId));
  }

  private static boolean isOn(FactorTable table, long userId) {
    return table.find(userId).filter(FactorTable.Row::confirmed).isPresent();
  }

  /**
   * Begins: the app is given a secret. Nothing is asked at sign-ins before a code has confirmed it.
   *
   * @return the secret in Base32
   * @throws Refusal {@code already-exists} if it is on
   */
  public String begin(long userId) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base32.toBase32String(bytes);
    return transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          if (!new FactorTable(handle).begin(userId, secret)) {
            throw Refusal.of(RefusalCode.ALREADY_EXISTS, "the second factor is on already");
          }
          return secret;
        });
  }

  /**
   * Turns it on, by a code of the app.
   *
   * @return recovery codes, which are shown once
   * @throws Refusal {@code wrong-code} naming {@code code}; {@code not-found} if it was not begun
   */
  public List<String> confirm(long userId, @Nullable String code) {
    String attempt = Long.toString(userId);
    attempts.begin(attempt);
    List<String> recovery = recoveryCodes();
    transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          var table = new FactorTable(handle);
          FactorTable.Row row =
              table
                  .find(userId)
                  .filter(found -> !found.confirmed())
                  .orElseThrow(
                      () -> Refusal.of(RefusalCode.NOT_FOUND, "there is nothing to confirm"));
          if (!usesStep(table, userId, row, plain(code))) {
            throw wrong();
          }
          table.confirm(userId, clock.millis());
          table.replaceRecovery(userId, recovery.stream().map(SecondFactors::hash).toList());
          return null;
        });
    attempts.forgive(attempt);
    return recovery;
  }

  /**
   * Checks a code of the app or a recovery code, and uses it up.
   *
   * @throws Refusal {@code second-factor-required} if there is none; {@code wrong-code} naming
   *     {@code code}; {@code rate-limited}
   */
  public void check(long userId, @Nullable String code) {
    String typed = plain(code);
    if (typed.isEmpty()) {
      throw Refusal.of(
          RefusalCode.SECOND_FACTOR_REQUIRED, "expected a code of the authenticator app as well");
    }
    String attempt = Long.toString(userId);
    attempts.begin(attempt);
    boolean right = transactions.write(userId, (handle, _) -> use(handle, userId, typed));
    if (!right) {
      throw wrong();
    }
    attempts.forgive(attempt);
  }

  private boolean use(Handle handle, long userId, String typed) {
    new AccountTable(handle).lock(userId);
    var table = new FactorTable(handle);
    return table
        .find(userId)
        .filter(FactorTable.Row::confirmed)
        .filter(
            row -> usesStep(table, userId, row, typed) || table.useRecovery(userId, hash(typed)))
        .isPresent();
  }

  private boolean usesStep(FactorTable table, long userId, FactorTable.Row row, String typed) {
    byte[] secret = Base32.decode(row.secret());
    long now = Totp.step(clock.millis());
    for (long step = now - DRIFT; step <= now + DRIFT; step++) {
      byte[] expected = Totp.code(secret, step, Totp.DIGITS).getBytes(UTF_8);
      if (MessageDigest.isEqual(expected, typed.getBytes(UTF_8))) {
        return table.use(userId, step);
      }
    }
    return false;
  }

  /**
   * Makes new recovery codes; earlier ones are void.
   *
   * @throws Refusal {@code not-found} if it is off
   */
  public List<String> renewRecovery(long userId) {
    List<String> recovery = recoveryCodes();
    return transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          var table = new FactorTable(handle);
          if (!isOn(table, userId)) {
            throw Refusal.of(RefusalCode.NOT_FOUND, "the second factor is off");
          }
          table.replaceRecovery(userId, recovery.stream().map(SecondFactors::hash).toList());
          return recovery;
        });
  }

  /** Turns it off; does nothing if it is. */
  public void turnOff(long userId) {
    transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          new FactorTable(handle).forgetAll(userId);
          return null;
        });
  }

  private List<String> recoveryCodes() {
    var codes = new ArrayList<String>();
    for (int i = 0; i < Bound.RECOVERY_CODES.count(); i++) {
      byte[] bytes = new byte[RECOVERY_BYTES];
      random.nextBytes(bytes);
      String text = Base32.toBase32String(bytes).toLowerCase(Locale.ROOT);
      codes.add(String.join("-", text.split("(?<=\\G.{4})", -1)));
    }
    return codes;
  }

  /** Without what people type between the signs. */
  private static String plain(@Nullable String code) {
    return code == null || code.length() > 64
        ? ""
        : code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }

  private static String hash(String recoveryCode) {
    return OneTime.hash(plain(recoveryCode));
  }

  private static Refusal wrong() {
    return Refusal.ofField(
        RefusalCode.WRONG_CODE, "code", "this code is wrong, too old, or was used already");
  }
}
