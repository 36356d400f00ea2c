package dev.parley.messenger.account;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), written as a PHC string that holds its own parameters. Costs what the
 * parameters say, so callers bound how many run. Immutable.
 *
 * @param kibibytes memory of one hash
 * @param passes over that memory
 * @param lanes of one hash, worked on one after the other
 */
public record Argon2(int kibibytes, int passes, int lanes) {
  /** OWASP's least; a third of a core's tenth of a second on a small server. */
  public static final Argon2 DEFAULT = new Argon2(19_456, 2, 1);

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** Salt and hash in Base64. */
  private record Parsed(Argon2 cost, String salt, String hash) {
    boolean isOf(byte[] password) {
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] expected = base64.decode(hash);
      byte[] computed = cost.compute(password, base64.decode(salt), expected.length);
      return MessageDigest.isEqual(expected, computed);
    }
  }

  /** A new hash with a new salt. */
  String hash(byte[] password, RandomGenerator random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            kibibytes,
            passes,
            lanes,
            base64.encodeToString(salt),
            base64.encodeToString(compute(password, salt, HASH_BYTES)));
  }

  /** Whether the password made this hash, at the cost that the hash names. */
  static boolean matches(byte[] password, String phc) {
    return parse(phc).filter(known -> known.isOf(password)).isPresent();
  }

  /** Whether a hash was made at another cost than this one. */
  boolean isOutdated(String phc) {
    return parse(phc).filter(known -> known.cost.equals(this)).isEmpty();
  }

  private static Optional<Parsed> parse(String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var cost =
        new Argon2(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return Optional.of(new Parsed(cost, parts.group(4), parts.group(5)));
  }

  private byte[] compute(byte[] password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
