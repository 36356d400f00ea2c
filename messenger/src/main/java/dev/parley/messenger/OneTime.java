package dev.parley.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Secrets for one use: 256 random bits, of which only a hash is kept. */
public final class OneTime {
  private static final int BYTES = 32;
  private static final int LONGEST = 100;

  private OneTime() {}

  /**
   * Makes one; it can be part of a URL.
   *
   * @param random must not be guessable
   */
  public static String make(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is kept of a secret: SHA-256 in hex, which is enough for one that nobody can guess. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(digest(secret.length() > LONGEST ? "" : secret));
  }

  /** A further secret of the same strength, made of one or two; neither can be told from it. */
  public static String derived(String purpose, String one, String other) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(digest(purpose + "\0" + one + "\0" + other));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
