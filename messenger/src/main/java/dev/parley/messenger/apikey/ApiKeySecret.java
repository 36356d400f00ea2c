package dev.parley.messenger.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a back end shows: {@code plk_}, 12 characters that may be seen, 32 that nobody may, and a
 * checksum of 6, all of {@code [0-9A-Za-z]}. The form and the checksum let programs that look for
 * secrets in texts find one without doubt; a mistyped one is refused before anything is read.
 *
 * @param text the whole; never logged
 */
record ApiKeySecret(String text) {
  private static final String MARK = "plk_";
  private static final int SHOWN = 12;
  private static final int HIDDEN = 32;
  private static final int CHECKSUM = 6;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM = Pattern.compile("plk_[0-9A-Za-z]{50}");

  /**
   * Makes one.
   *
   * @param random must not be guessable
   */
  static ApiKeySecret make(RandomGenerator random) {
    var text = new StringBuilder(MARK);
    for (int i = 0; i < SHOWN + HIDDEN; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new ApiKeySecret(text.append(checksum(text.toString())).toString());
  }

  /** What was shown, if it can be one of ours. */
  static Optional<ApiKeySecret> parse(String shown) {
    if (!FORM.matcher(shown).matches()) {
      return Optional.empty();
    }
    int end = shown.length() - CHECKSUM;
    return shown.substring(end).equals(checksum(shown.substring(0, end)))
        ? Optional.of(new ApiKeySecret(shown))
        : Optional.empty();
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(US_ASCII));
    long rest = crc.getValue();
    var digits = new StringBuilder();
    for (int i = 0; i < CHECKSUM; i++) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return digits.reverse().toString();
  }

  /** The part that may be seen, by which a secret is found. */
  String prefix() {
    return text.substring(0, MARK.length() + SHOWN);
  }

  /** What is kept. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether this is what was kept; takes the same time wherever they differ. */
  boolean isKeptAs(String hash) {
    return MessageDigest.isEqual(hash().getBytes(US_ASCII), hash.getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "ApiKeySecret[" + prefix() + "…]";
  }
}
