package dev.parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs channel subscriptions and HTTP requests as Pusher's protocol asks. Not thread-safe. */
final class Signer {
  private static final HexFormat HEX = HexFormat.of();

  private final String key;
  private final Mac hmac;
  private final MessageDigest md5;

  Signer(String key, String secret) {
    this.key = key;
    try {
      hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      md5 = MessageDigest.getInstance("MD5");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256 and MD5", e);
    }
  }

  /** The {@code auth} member of a subscription to a private channel. */
  String channelAuth(String socketId, String channel) {
    return key + ":" + sign(socketId + ":" + channel);
  }

  /** The query string that makes a POST of this body valid at the given time (unix seconds). */
  String query(String path, byte[] body, int length, long timestamp) {
    md5.update(body, 0, length);
    String unsigned =
        "auth_key="
            + key
            + "&auth_timestamp="
            + timestamp
            + "&auth_version=1.0&body_md5="
            + HEX.formatHex(md5.digest());
    return unsigned + "&auth_signature=" + sign("POST\n" + path + "\n" + unsigned);
  }

  private String sign(String text) {
    return HEX.formatHex(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
