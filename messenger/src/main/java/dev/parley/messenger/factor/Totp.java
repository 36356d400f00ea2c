package dev.parley.messenger.factor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that follow from a secret and the time: RFC 6238 with HMAC-SHA-1, which all apps know. */
final class Totp {
  static final int DIGITS = 6;
  private static final long STEP_MILLIS = 30_000;
  private static final String ALGORITHM = "HmacSHA1";

  private Totp() {}

  /** The number of the time step that a moment lies in. */
  static long step(long epochMillis) {
    return epochMillis / STEP_MILLIS;
  }

  static String code(byte[] secret, long step, int digits) {
    byte[] hash = mac(secret, step);
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    int modulus = IntStream.range(0, digits).reduce(1, (product, _) -> product * 10);
    return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
  }

  private static byte[] mac(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }
}
