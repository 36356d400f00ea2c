package dev.parley.channels.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 in lower-case hex, as every Pusher signature is (section 3). Thread-safe. */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HEX_LENGTH = 64;
  private static final HexFormat HEX = HexFormat.of();
  // Looking an algorithm up costs more than signing a short text, and handshakes sign a lot.
  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Signature::newMac);

  private Signature() {}

  public static String sign(String secret, String text) {
    return HEX.formatHex(mac(secret, text.getBytes(StandardCharsets.UTF_8)));
  }

  public static String sign(String secret, byte[] text) {
    return HEX.formatHex(mac(secret, text));
  }

  /**
   * Whether the hex (of either case) signs the text. The time taken does not depend on how much of
   * it is right.
   */
  public static boolean matches(String secret, String text, String hex) {
    if (hex.length() != HEX_LENGTH) {
      return false;
    }
    byte[] given;
    try {
      given = HEX.parseHex(hex);
    } catch (IllegalArgumentException _) {
      return false;
    }
    return MessageDigest.isEqual(mac(secret, text.getBytes(StandardCharsets.UTF_8)), given);
  }

  private static byte[] mac(String secret, byte[] text) {
    try {
      Mac mac = MAC.get();
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform must offer " + ALGORITHM, e);
    }
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform must offer " + ALGORITHM, e);
    }
  }
}
