package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of the protocol, made by hand, so that no SDK stands between rule and test. */
public final class Auth {
  private Auth() {}

  /** Lower-case hex HMAC-SHA256. */
  public static String sign(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static String md5(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The {@code auth} value of a channel without member data. */
  public static String channel(String socketId, String channel) {
    return TestApp.KEY + ":" + sign(TestApp.SECRET, socketId + ":" + channel);
  }

  /** The {@code auth} value of a presence channel with member data. */
  public static String member(String socketId, String channel, String channelData) {
    return TestApp.KEY + ":" + sign(TestApp.SECRET, socketId + ":" + channel + ":" + channelData);
  }

  /** The {@code auth} value of a sign-in. */
  public static String user(String socketId, String userData) {
    return TestApp.KEY + ":" + sign(TestApp.SECRET, socketId + "::user::" + userData);
  }
}
