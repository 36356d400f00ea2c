package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** The keys for which a browser wants its pushes encrypted (RFC 8291). Immutable. */
public final class BrowserKeys {
  private static final int AUTH_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final byte[] INFO = "WebPush: info\0".getBytes(US_ASCII);

  private final ECPublicKey publicKey;
  private final byte[] auth;

  private BrowserKeys(ECPublicKey publicKey, byte[] auth) {
    this.publicKey = publicKey;
    this.auth = auth;
  }

  /**
   * As a browser gives them, in Base64url.
   *
   * @throws Refusal naming {@code keys.p256dh} or {@code keys.auth}
   */
  public static BrowserKeys parse(@Nullable String p256dh, @Nullable String auth) {
    ECPublicKey open =
        decoded(p256dh)
            .flatMap(P256::publicKey)
            .orElseThrow(
                () -> refused("keys.p256dh", "expected a point of P-256, 65 bytes in Base64url"));
    byte[] secret =
        decoded(auth)
            .filter(bytes -> bytes.length == AUTH_BYTES)
            .orElseThrow(() -> refused("keys.auth", "expected 16 bytes in Base64url"));
    return new BrowserKeys(open, secret);
  }

  private static Optional<byte[]> decoded(@Nullable String text) {
    try {
      return text == null || text.length() > 200
          ? Optional.empty()
          : Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Refusal refused(String field, String expected) {
    return Refusal.ofField(RefusalCode.INVALID_FIELD, field, expected);
  }

  /** The public key in Base64url without padding. */
  public String p256dh() {
    return text(P256.bytes(publicKey));
  }

  /** The secret in Base64url without padding. */
  public String auth() {
    return text(auth);
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Encrypts for this browser.
   *
   * @param own a pair for this message alone
   * @param salt 16 random bytes
   */
  byte[] encrypt(P256.Pair own, byte[] salt, byte[] content, int padding) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.secret());
      agreement.doPhase(publicKey, true);
      byte[] open = P256.bytes(own.open());
      byte[] info =
          ByteBuffer.allocate(INFO.length + 2 * P256.PUBLIC_BYTES)
              .put(INFO)
              .put(P256.bytes(publicKey))
              .put(open)
              .array();
      byte[] secret = Aes128Gcm.derive(agreement.generateSecret(), auth, info, SECRET_BYTES);
      return Aes128Gcm.encode(secret, salt, open, content, padding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has ECDH and HKDF", e);
    }
  }
}
