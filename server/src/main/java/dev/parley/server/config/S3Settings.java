package dev.parley.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that holds the files in place of the data folder.
 *
 * @param endpoint origin of what speaks S3
 * @param region as the endpoint names its own
 * @param secretKey never logged
 * @param pathStyle whether the bucket is a step of the path; else it is a part of the host's name
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String accessKey,
    String secretKey,
    boolean pathStyle) {

  /** Null if nothing is set. */
  static @Nullable S3Settings read(Section s3) {
    boolean wanted = s3.has("endpoint") || s3.has("bucket");
    String endpoint = s3.textOrNull("endpoint");
    String region = s3.text("region", "us-east-1");
    String bucket = s3.textOrNull("bucket");
    String accessKey = s3.textOrNull("access-key");
    String secretKey = s3.textOrNull("secret-key");
    boolean pathStyle = s3.flag("path-style", true);
    s3.end();
    if (!wanted && accessKey == null && secretKey == null) {
      return null;
    }
    if (endpoint == null || !endpoint.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
      throw s3.error("endpoint", "an origin like https://s3.example.org");
    }
    if (bucket == null || !bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw s3.error("bucket", "the name of a bucket");
    }
    if (!region.matches("[A-Za-z0-9-]{1,64}")) {
      throw s3.error("region", "a region like eu-central-1");
    }
    if (accessKey == null || !accessKey.matches("[!-~]{1,128}")) {
      throw s3.error("access-key", "the id of a key");
    }
    if (secretKey == null) {
      throw s3.error("secret-key", "the secret of the key");
    }
    return new S3Settings(URI.create(endpoint), region, bucket, accessKey, secretKey, pathStyle);
  }

  /** Address of the bucket, without a slash at its end. */
  public String address() {
    return pathStyle
        ? endpoint + "/" + bucket
        : "%s://%s.%s".formatted(endpoint.getScheme(), bucket, endpoint.getRawAuthority());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "S3Settings[%s]".formatted(address());
  }
}
