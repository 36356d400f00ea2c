package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** NaCl's secret box, XSalsa20-Poly1305, which clients open; and the keys of channels. */
final class SecretBox {
  static final int NONCE_BYTES = 24;

  private static final int MAC_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private SecretBox() {}

  /** Whether the optional library is there. */
  static boolean isAvailable() {
    try {
      Class.forName("org.bouncycastle.crypto.engines.XSalsa20Engine");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The key of one channel, which its signature hands to clients. */
  static byte[] channelKey(byte[] masterKey, String channel) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(channel.getBytes(UTF_8));
      return digest.digest(masterKey);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The mark of genuineness, and behind it the message, enciphered. */
  static byte[] seal(byte[] key, byte[] nonce, byte[] message) {
    var cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    // the first bytes of the key stream are the key of the mark
    byte[] macKey = new byte[KEY_BYTES];
    cipher.processBytes(macKey, 0, KEY_BYTES, macKey, 0);
    byte[] sealed = new byte[MAC_BYTES + message.length];
    cipher.processBytes(message, 0, message.length, sealed, MAC_BYTES);
    var mac = new Poly1305();
    mac.init(new KeyParameter(macKey));
    mac.update(sealed, MAC_BYTES, message.length);
    mac.doFinal(sealed, 0);
    return sealed;
  }
}
