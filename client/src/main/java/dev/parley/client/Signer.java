package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures with an app's secret. Never shows it. */
final class Signer {
  private final String key;
  private final SecretKeySpec secret;

  Signer(String key, String secret) {
    this.key = key;
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
  }

  String hex(byte[] text) {
    return HexFormat.of().formatHex(hmac(text));
  }

  byte[] hmac(byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** {@code KEY:SIGNATURE}, as clients hand it on. */
  String grant(String text) {
    return key + ":" + hex(text.getBytes(UTF_8));
  }

  /**
   * The whole query of a request of the HTTP API.
   *
   * @param path from {@code /apps} on
   * @param body empty if there is none
   * @param seconds since the epoch; servers take ten minutes of difference
   */
  String query(
      String method, String path, Map<String, String> parameters, byte[] body, long seconds) {
    var words = new TreeMap<>(parameters);
    words.put("auth_key", key);
    words.put("auth_timestamp", Long.toString(seconds));
    words.put("auth_version", "1.0");
    if (body.length > 0) {
      words.put("body_md5", md5(body));
    }
    String raw =
        words.entrySet().stream()
            .map(word -> word.getKey() + "=" + word.getValue())
            .collect(Collectors.joining("&"));
    String signature = hex((method + "\n" + path + "\n" + raw).getBytes(UTF_8));
    words.put("auth_signature", signature);
    return words.entrySet().stream()
        .map(word -> word.getKey() + "=" + encoded(word.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  private static String md5(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
