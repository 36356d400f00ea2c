package dev.parley.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The headers of the tus protocol, https://tus.io/protocols/resumable-upload. Stateless. */
final class Tus {
  static final String ONE = "1.0.0";
  private static final String BYTES = "application/offset+octet-stream";
  static final String VERSION = "Tus-Version";
  static final String EXTENSION = "Tus-Extension";
  static final String MAX_SIZE = "Tus-Max-Size";
  static final String UPLOAD_LENGTH = "Upload-Length";
  static final String UPLOAD_OFFSET = "Upload-Offset";
  static final String UPLOAD_EXPIRES = "Upload-Expires";
  private static final String RESUMABLE = "Tus-Resumable";
  private static final String METADATA = "Upload-Metadata";
  private static final String FILE_NAME = "filename";

  private Tus() {}

  static MutableHttpResponse<?> answer(HttpStatus status) {
    return HttpResponse.status(status).header(RESUMABLE, ONE);
  }

  /** Refuses who speaks another version. */
  static void requireVersion(HttpRequest<?> request) {
    if (!ONE.equals(request.getHeaders().get(RESUMABLE))) {
      throw new ProblemException(
          HttpStatus.PRECONDITION_FAILED,
          "precondition-failed",
          "expected the header %s: %s".formatted(RESUMABLE, ONE));
    }
  }

  /** Refuses a body of another kind. */
  static void requireBytes(HttpRequest<?> request) {
    if (!BYTES.equals(request.getHeaders().get(HttpHeaders.CONTENT_TYPE))) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported-media-type",
          "expected the header Content-Type: " + BYTES);
    }
  }

  /**
   * A header that is a number.
   *
   * @throws Refusal naming the header
   */
  static long number(HttpRequest<?> request, String name) {
    @Nullable String text = request.getHeaders().get(name);
    if (text == null || !text.matches("\\d{1,18}")) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, name, "expected a number of bytes");
    }
    return Long.parseLong(text);
  }

  /**
   * The name in the metadata; empty if there is none.
   *
   * @throws Refusal naming the header
   */
  static String fileName(HttpRequest<?> request) {
    @Nullable String metadata = request.getHeaders().get(METADATA);
    if (metadata == null) {
      return "";
    }
    for (String pair : metadata.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (parts[0].equals(FILE_NAME) && parts.length == 2) {
        return decoded(parts[1]);
      }
    }
    return "";
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.strip()), UTF_8);
    } catch (IllegalArgumentException _) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, METADATA, "expected filename and its name in Base64");
    }
  }

  static String date(long epochMillis) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
  }
}
