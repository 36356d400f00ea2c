package dev.parley.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.media.MediaStore;
import dev.parley.server.config.S3Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a bucket. What may be no more than a hiccup is tried again: no connection, a lost one, too
 * much to do. Thread-safe; blocks.
 */
final class S3Client implements AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Until an answer begins, with the whole body of the request sent before. */
  private static final Duration ANSWER = Duration.ofMinutes(5);

  /** Of answers that are read as text. */
  private static final int TEXT_BYTES = 65_536;

  private static final int NOT_FOUND = 404;
  private static final Set<Integer> HICCUPS = Set.of(408, 429, 500, 502, 503, 504);
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

  private final S3Settings settings;
  private final S3Signing signing;
  private final InstantSource clock;
  private final HttpClient http;

  S3Client(S3Settings settings, InstantSource clock, HttpClient http) {
    this.settings = settings;
    this.signing = new S3Signing(settings);
    this.clock = clock;
    this.http = http;
  }

  /** Sends a request and reads its answer. */
  String text(S3Request request) throws IOException {
    try (InputStream in = stream(request).body()) {
      return new String(in.readNBytes(TEXT_BYTES), UTF_8);
    } catch (NoSuchFileException | MediaStore.Unavailable e) {
      throw e;
    } catch (IOException e) {
      throw new MediaStore.Unavailable("%s broke off: %s".formatted(told(request), e), e);
    }
  }

  /**
   * Sends a request.
   *
   * @return an answer of success, whose body is to be closed
   * @throws NoSuchFileException if there is no such key
   * @throws MediaStore.Unavailable if there is no answer, or another one than that
   */
  HttpResponse<InputStream> stream(S3Request request) throws IOException {
    HttpResponse<InputStream> answer = answer(request);
    if (answer.statusCode() / 100 == 2) {
      return answer;
    }
    try (InputStream body = answer.body()) {
      String code = code(new String(body.readNBytes(TEXT_BYTES), UTF_8));
      if (answer.statusCode() == NOT_FOUND && code.equals("NoSuchKey")) {
        throw new NoSuchFileException(request.key());
      }
      throw refused(request, answer.statusCode(), code);
    }
  }

  /** What to throw when an answer says something else than success. */
  MediaStore.Unavailable refused(S3Request request, int status, String code) {
    return new MediaStore.Unavailable(
        "%s was answered %d %s".formatted(told(request), status, code).strip());
  }

  private String told(S3Request request) {
    return "%s at %s".formatted(request, settings.address());
  }

  /** What an answer names as its reason; empty if it names none. */
  static String code(String text) {
    Matcher match = CODE.matcher(text);
    return match.find() ? match.group(1) : "";
  }

  private HttpResponse<InputStream> answer(S3Request request) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        HttpResponse<InputStream> answer = once(request);
        if (tried == TRIES || !HICCUPS.contains(answer.statusCode())) {
          return answer;
        }
        answer.body().close();
      } catch (IOException e) {
        if (tried == TRIES) {
          throw new MediaStore.Unavailable(
              "%s was not answered: %s".formatted(told(request), e), e);
        }
      } catch (InterruptedException e) {
        throw interrupted(request, e);
      }
      pause(request, tried);
    }
  }

  private HttpResponse<InputStream> once(S3Request request)
      throws IOException, InterruptedException {
    URI uri = request.uri(settings.address());
    var signed =
        HttpRequest.newBuilder(uri)
            .method(request.method(), request.body().publisher())
            .timeout(ANSWER);
    if (!request.range().isEmpty()) {
      signed.header("Range", request.range());
    }
    signing.sign(signed, request, uri, clock.instant());
    return http.send(signed.build(), BodyHandlers.ofInputStream());
  }

  private void pause(S3Request request, int tried) throws IOException {
    try {
      Thread.sleep(PAUSE.multipliedBy(tried));
    } catch (InterruptedException e) {
      throw interrupted(request, e);
    }
  }

  private IOException interrupted(S3Request request, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted during " + told(request), e);
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
