package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.config.S3Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as S3 wants them: AWS Signature Version 4, in the headers. Thread-safe. */
final class S3Signing {
  private static final String HEADERS = "host;x-amz-content-sha256;x-amz-date";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final S3Settings settings;

  S3Signing(S3Settings settings) {
    this.settings = settings;
  }

  /**
   * Adds the headers that prove who asks.
   *
   * @param uri where the request goes
   */
  void sign(HttpRequest.Builder http, S3Request request, URI uri, Instant now) {
    String stamp = STAMP.format(now);
    String scope = "%s/%s/s3/aws4_request".formatted(stamp.substring(0, 8), settings.region());
    String toSign =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(stamp, scope, canonical(request, uri, stamp));
    http.header("x-amz-content-sha256", request.body().sha256())
        .header("x-amz-date", stamp)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(settings.accessKey(), scope, HEADERS, hex(hmac(key(stamp), toSign))));
  }

  /** The hash of all that is signed. */
  private static String canonical(S3Request request, URI uri, String stamp) {
    String canonical =
        """
        %s
        %s
        %s
        host:%s
        x-amz-content-sha256:%s
        x-amz-date:%s

        %s
        %s\
        """
            .formatted(
                request.method(),
                uri.getRawPath(),
                request.canonicalQuery(),
                uri.getRawAuthority(),
                request.body().sha256(),
                stamp,
                HEADERS,
                request.body().sha256());
    return hex(sha256(canonical.getBytes(UTF_8)));
  }

  /** Of one day, one region and this service. */
  private byte[] key(String stamp) {
    byte[] day = hmac(("AWS4" + settings.secretKey()).getBytes(UTF_8), stamp.substring(0, 8));
    return hmac(hmac(hmac(day, settings.region()), "s3"), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA-256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
