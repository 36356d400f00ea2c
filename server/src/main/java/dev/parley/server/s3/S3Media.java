package dev.parley.server.s3;

import dev.parley.messenger.media.MediaStore;
import dev.parley.server.config.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Files in a bucket of whatever speaks S3. A handful of requests is all that it needs, so no
 * library of a hundred times its size is brought in for them. Thread-safe; blocks.
 */
public final class S3Media implements MediaStore {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Files above this go in parts, of which only the one that failed is sent again. */
  private static final long PART_BYTES = 64L << 20;

  private static final int PARTIAL = 206;

  private final S3Client client;
  private final S3Parts parts;

  public S3Media(S3Settings settings, InstantSource clock) {
    this(
        settings,
        clock,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build(),
        PART_BYTES);
  }

  /**
   * A bucket that is reached in a way of one's own.
   *
   * @param http is closed with this
   * @param partBytes at least 5 MiB: S3 takes no smaller parts
   */
  S3Media(S3Settings settings, InstantSource clock, HttpClient http, long partBytes) {
    this.client = new S3Client(settings, clock, http);
    this.parts = new S3Parts(client, partBytes);
  }

  @Override
  public void put(String key, Path file) throws IOException {
    long size = Files.size(file);
    if (parts.areFor(size)) {
      parts.put(key, file, size);
    } else {
      client.text(S3Request.of("PUT", key).with(S3Body.of(file, 0, size)));
    }
    Files.delete(file);
  }

  @Override
  public InputStream read(String key, long from, long length) throws IOException {
    S3Request request = S3Request.of("GET", key).part(from, length);
    HttpResponse<InputStream> answer = client.stream(request);
    boolean whole = answer.headers().firstValueAsLong("Content-Length").orElse(length) == length;
    if (answer.statusCode() == PARTIAL && whole) {
      return answer.body();
    }
    answer.body().close();
    throw client.refused(request, answer.statusCode(), "with other bytes than were asked for");
  }

  @Override
  public void delete(String key) throws IOException {
    try {
      client.text(S3Request.of("DELETE", key));
    } catch (NoSuchFileException _) {
      // S3 itself says nothing then; others do
    }
  }

  @Override
  public Optional<Path> local(String key) {
    return Optional.empty();
  }

  @Override
  public void check() throws IOException {
    client.text(S3Request.of("GET", "").with(Map.of("list-type", "2", "max-keys", "1")));
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    client.close();
  }
}
