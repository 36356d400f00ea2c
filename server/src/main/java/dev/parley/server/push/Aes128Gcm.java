package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The content encoding {@code aes128gcm} of RFC 8188, in one record. Stateless. */
final class Aes128Gcm {
  static final int SALT_BYTES = 16;
  private static final int RECORD_BYTES = 4_096;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Stands behind the content of the last record; zeros may follow. */
  private static final byte LAST = 2;

  private static final byte[] KEY_INFO = "Content-Encoding: aes128gcm\0".getBytes(US_ASCII);
  private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0".getBytes(US_ASCII);

  /** What fits into the record beside its mark and tag. */
  static final int MOST_BYTES = RECORD_BYTES - 1 - TAG_BITS / 8;

  private Aes128Gcm() {}

  /**
   * Encodes.
   *
   * @param secret input of the key derivation
   * @param salt 16 bytes, never the same for a secret
   * @param keyId at most 255 bytes
   * @param content at most {@link #MOST_BYTES} with its padding
   * @param padding zeros behind the content, which hide its length
   */
  static byte[] encode(byte[] secret, byte[] salt, byte[] keyId, byte[] content, int padding) {
    byte[] plain = new byte[content.length + 1 + padding];
    if (plain.length - 1 > MOST_BYTES) {
      throw new IllegalArgumentException("the content does not fit into a record");
    }
    System.arraycopy(content, 0, plain, 0, content.length);
    plain[content.length] = LAST;
    try {
      byte[] key = derive(secret, salt, KEY_INFO, KEY_BYTES);
      byte[] nonce = derive(secret, salt, NONCE_INFO, NONCE_BYTES); // of record 0 as it is
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] record = cipher.doFinal(plain);
      return ByteBuffer.allocate(SALT_BYTES + 5 + keyId.length + record.length)
          .put(salt)
          .putInt(RECORD_BYTES)
          .put((byte) keyId.length)
          .put(keyId)
          .put(record)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM and HKDF", e);
    }
  }

  /** HKDF with SHA-256 (RFC 5869). */
  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int bytes)
      throws GeneralSecurityException {
    SecretKey input = new SecretKeySpec(secret, "Generic");
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(input).addSalt(salt).thenExpand(info, bytes));
  }
}
