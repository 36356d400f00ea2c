package dev.parley.messenger.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and judges passwords on a few threads of its own with a short queue, so that a flood of
 * sign-ins can take neither the processors nor the memory. Blocks its callers; throws {@code busy}
 * when the queue is full. Thread-safe.
 */
public final class Passwords implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Argon2 cost;
  private final RandomGenerator random;
  private final Zxcvbn strength = new Zxcvbn();
  private final ThreadPoolExecutor pool;

  /** What is compared with if there is no hash: it takes as long, and nothing matches it. */
  private final String nobody;

  public Passwords(Argon2 cost, RandomGenerator random) {
    this.cost = cost;
    this.random = random;
    this.pool =
        new ThreadPoolExecutor(
            Bound.PASSWORD_THREADS.count(),
            Bound.PASSWORD_THREADS.count(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(Bound.PASSWORDS_WAITING.count()),
            Thread.ofPlatform().daemon().name("parley-passwords-", 0).factory());
    byte[] unknown = new byte[32];
    random.nextBytes(unknown);
    this.nobody = cost.hash(unknown, random);
  }

  /**
   * Hashes a new password.
   *
   * @param field its name in the public API
   * @param about what a guesser would try first: names, the address
   * @throws Refusal {@code invalid-field}, {@code field-too-long} or {@code weak-password}
   */
  public String hashNew(String field, @Nullable String typed, List<String> about) {
    String password = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC);
    long length = password.codePointCount(0, password.length());
    if (length > Bound.PASSWORD_LENGTH.value()) {
      throw Refusal.ofField(RefusalCode.FIELD_TOO_LONG, field, expectedLength());
    }
    if (length < Bound.PASSWORD_LEAST.value()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, field, expectedLength());
    }
    return onPool(() -> {
      double guesses = strength.measure(password, about).getGuesses();
      if (guesses < Bound.PASSWORD_GUESSES.value()) {
        throw Refusal.ofField(
            RefusalCode.WEAK_PASSWORD,
            field,
            "this password is among the first %,.0f that a guesser tries; expected more than %,d:"
                    .formatted(guesses, Bound.PASSWORD_GUESSES.value())
                + " take several unusual words");
      }
      return cost.hash(password.getBytes(UTF_8), random);
    });
  }

  /**
   * Whether a password is the one of a hash. Takes the same time if there is no hash.
   *
   * @param hash null if nobody can sign in
   */
  public boolean matches(@Nullable String typed, @Nullable String hash) {
    String given = typed == null || typed.length() > 4 * Bound.PASSWORD_LENGTH.value() ? "" : typed;
    byte[] password = Normalizer.normalize(given, Normalizer.Form.NFC).getBytes(UTF_8);
    boolean matches = onPool(() -> Argon2.matches(password, hash == null ? nobody : hash));
    return matches && hash != null;
  }

  /** Whether a hash should be made anew, now that the password is at hand. */
  public boolean isOutdated(String hash) {
    return cost.isOutdated(hash);
  }

  /** Hashes a password that was checked when it was new. */
  public String rehash(String typed) {
    byte[] password = Normalizer.normalize(typed, Normalizer.Form.NFC).getBytes(UTF_8);
    return onPool(() -> cost.hash(password, random));
  }

  private static String expectedLength() {
    return "expected %d..%d characters"
        .formatted(Bound.PASSWORD_LEAST.value(), Bound.PASSWORD_LENGTH.value());
  }

  private <T> T onPool(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool).join();
    } catch (RejectedExecutionException _) {
      throw Refusal.until(
          RefusalCode.BUSY, RETRY, "too many people sign in at this moment; try again");
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException reason ? reason : e;
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
