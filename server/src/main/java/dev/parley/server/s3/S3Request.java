package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One request to a bucket.
 *
 * @param key of a file; empty for the bucket itself
 * @param query decoded
 * @param range value of the header; empty for none
 */
record S3Request(String method, String key, Map<String, String> query, String range, S3Body body) {
  static S3Request of(String method, String key) {
    return new S3Request(method, key, Map.of(), "", S3Body.NONE);
  }

  S3Request with(Map<String, String> asked) {
    return new S3Request(method, key, asked, range, body);
  }

  S3Request with(S3Body sent) {
    return new S3Request(method, key, query, range, sent);
  }

  /** Only a part of the file. */
  S3Request part(long from, long length) {
    String bytes = "bytes=%d-%d".formatted(from, from + length - 1);
    return new S3Request(method, key, query, bytes, body);
  }

  /** Where it goes; keys hold nothing that has to be escaped. */
  URI uri(String bucket) {
    String path = bucket + (key.isEmpty() ? "/" : "/" + key);
    return URI.create(query.isEmpty() ? path : path + "?" + canonicalQuery());
  }

  /** Sorted and escaped, as a signature wants it. */
  String canonicalQuery() {
    return new TreeMap<>(query)
        .entrySet().stream()
            .map(one -> escaped(one.getKey()) + "=" + escaped(one.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  @Override
  public String toString() {
    return query.containsKey("partNumber")
        ? "%s %s (part %s)".formatted(method, key, query.get("partNumber"))
        : "%s %s".formatted(method, key.isEmpty() ? "the bucket" : key);
  }
}
