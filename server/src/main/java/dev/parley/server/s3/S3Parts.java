package dev.parley.server.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts large files part by part; nothing is there until the last one is. Thread-safe; blocks. */
final class S3Parts {
  private static final Logger log = LoggerFactory.getLogger(S3Parts.class);
  private static final int MOST_PARTS = 10_000;
  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]{1,1024})</UploadId>");
  private static final int OK = 200;

  private final S3Client client;
  private final long partBytes;

  S3Parts(S3Client client, long partBytes) {
    this.client = client;
    this.partBytes = partBytes;
  }

  /** Whether a file of a size is to go in parts. */
  boolean areFor(long size) {
    return size > partBytes;
  }

  void put(String key, Path file, long size) throws IOException {
    S3Request begin = S3Request.of("POST", key).with(Map.of("uploads", ""));
    Matcher match = UPLOAD.matcher(client.text(begin));
    if (!match.find()) {
      throw client.refused(begin, OK, "without an id");
    }
    String upload = match.group(1);
    try {
      complete(key, upload, send(key, upload, file, size));
    } catch (IOException | RuntimeException e) {
      abort(key, upload);
      throw e;
    }
  }

  /** What the parts are called, as the last request wants it. */
  private String send(String key, String upload, Path file, long size) throws IOException {
    long length = Math.max(partBytes, Math.ceilDiv(size, MOST_PARTS));
    var names = new StringBuilder("<CompleteMultipartUpload>");
    int number = 1;
    for (long from = 0; from < size; from += length) {
      S3Request part =
          S3Request.of("PUT", key)
              .with(Map.of("partNumber", Integer.toString(number), "uploadId", upload))
              .with(S3Body.of(file, from, Math.min(length, size - from)));
      HttpResponse<InputStream> answer = client.stream(part);
      answer.body().close();
      String etag =
          answer
              .headers()
              .firstValue("ETag")
              .orElseThrow(() -> client.refused(part, answer.statusCode(), "without an ETag"));
      names.append(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
              .formatted(number, etag.replace("&", "&amp;").replace("<", "&lt;")));
      number++;
    }
    return names.append("</CompleteMultipartUpload>").toString();
  }

  /** S3 answers 200 before it knows how this ends, and tells a failure in the text. */
  private void complete(String key, String upload, String names) throws IOException {
    S3Request end =
        S3Request.of("POST", key).with(Map.of("uploadId", upload)).with(S3Body.of(names));
    String answer = client.text(end);
    if (answer.contains("<Error>") || !answer.contains("<ETag>")) {
      throw client.refused(end, OK, S3Client.code(answer));
    }
  }

  /** So that nobody pays for parts of nothing. */
  private void abort(String key, String upload) {
    try {
      client.text(S3Request.of("DELETE", key).with(Map.of("uploadId", upload)));
    } catch (IOException e) {
      log.warn("parts of {} may be left in the bucket: {}", key, e.getMessage());
    }
  }
}
