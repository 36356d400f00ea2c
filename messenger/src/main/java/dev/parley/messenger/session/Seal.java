package dev.parley.messenger.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that only this server can have made: some bytes in the open, the name of a key, and an
 * HMAC-SHA-256 over both. Thread-safe.
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  private final ServerKeys keys;

  /**
   * A seal.
   *
   * @param keys of a purpose that nothing else has
   */
  public Seal(ServerKeys keys) {
    this.keys = keys;
  }

  /** Makes a text of some bytes; it can be part of a URL. */
  public String of(byte[] content) {
    ServerKeys.Key key = keys.newest();
    byte[] name = HexFormat.of().parseHex(key.id());
    byte[] mac = mac(key, name, content);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(content.length + name.length + mac.length)
                .put(content)
                .put(name)
                .put(mac)
                .array());
  }

  /**
   * The bytes behind a text.
   *
   * @param length that they must have
   * @return empty if the text was not made here, or by a key that is gone
   */
  public Optional<byte[]> open(String text, int length) {
    int named = length + ServerKeys.ID_BYTES;
    if (text.length() > 2 * (named + MAC_BYTES)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (bytes.length != named + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(bytes, length);
    byte[] name = Arrays.copyOfRange(bytes, length, named);
    byte[] shown = Arrays.copyOfRange(bytes, named, bytes.length);
    return keys.find(HexFormat.of().formatHex(name))
        .filter(key -> MessageDigest.isEqual(mac(key, name, content), shown))
        .map(_ -> content);
  }

  private static byte[] mac(ServerKeys.Key key, byte[] name, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
      mac.update(name);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
