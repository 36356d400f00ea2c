package dev.parley.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a browser, and what it costs to encrypt for it (RFC 8291) with the JDK alone.
 * Thread-safe.
 */
public final class PushKeys {
  private static final int SALT_BYTES = 16;
  private static final int POINT_BYTES = 65;
  private static final int COORDINATE = 32;

  private final SecureRandom random = new SecureRandom();
  private final KeyPair browser = pair();
  private final byte[] auth = new byte[16];

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** The public key as a browser gives it. */
  public String publicKey() {
    return text(point((ECPublicKey) browser.getPublic()));
  }

  /** The secret as a browser gives it. */
  public String auth() {
    return text(auth);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] point(ECPublicKey key) {
    ByteBuffer bytes = ByteBuffer.allocate(POINT_BYTES).put((byte) 4);
    put(bytes, key.getW().getAffineX());
    put(bytes, key.getW().getAffineY());
    return bytes.array();
  }

  private static void put(ByteBuffer to, BigInteger number) {
    byte[] plain = number.toByteArray(); // may have a leading zero, or be short
    int length = Math.min(plain.length, COORDINATE);
    to.put(new byte[COORDINATE - length]).put(plain, plain.length - length, length);
  }

  /** Encrypts one push, with a pair of keys of its own as is due. */
  byte[] sealed(byte[] content) {
    try {
      KeyPair own = pair();
      byte[] sender = point((ECPublicKey) own.getPublic());
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.getPrivate());
      agreement.doPhase(browser.getPublic(), true);
      byte[] info =
          ByteBuffer.allocate(14 + 2 * POINT_BYTES)
              .put("WebPush: info\0".getBytes(US_ASCII))
              .put(point((ECPublicKey) browser.getPublic()))
              .put(sender)
              .array();
      byte[] secret = derived(agreement.generateSecret(), auth, info, 32);
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      byte[] key = derived(secret, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
      byte[] nonce = derived(secret, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      byte[] record = cipher.doFinal(content);
      return ByteBuffer.allocate(SALT_BYTES + 5 + POINT_BYTES + record.length)
          .put(salt)
          .putInt(4_096)
          .put((byte) POINT_BYTES)
          .put(sender)
          .put(record)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java encrypts for browsers", e);
    }
  }

  private static byte[] derived(byte[] secret, byte[] salt, byte[] info, int bytes)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addIKM(new SecretKeySpec(secret, "Generic"))
                .addSalt(salt)
                .thenExpand(info, bytes));
  }
}
