package dev.parley.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Answers with files: hashed names are good for ever, all others are asked for again and answered
 * by their ETag. Thread-safe; blocks when a file is first read.
 */
final class FileAnswers {
  private static final String ONE_YEAR = "public, max-age=31536000, immutable";

  private final PageFiles files;

  /**
   * Answers with files of one folder.
   *
   * @param folder of the class path, with a slash at its end
   */
  FileAnswers(String folder) {
    this.files = new PageFiles(folder);
  }

  /**
   * Answers with one file.
   *
   * @throws HttpStatusException 404
   */
  MutableHttpResponse<?> answer(HttpRequest<?> request, String path) {
    StaticFile file =
        files
            .find(path)
            .orElseThrow(
                () -> new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such file."));
    HttpHeaders headers = request.getHeaders();
    Encoding encoding = Encoding.choose(file, headers.get(HttpHeaders.ACCEPT_ENCODING));
    String etag = file.etag(encoding);
    MutableHttpResponse<?> response =
        isKnown(etag, headers.get(HttpHeaders.IF_NONE_MATCH))
            ? HttpResponse.notModified()
            : HttpResponse.ok(file.content(encoding));
    if (encoding != Encoding.IDENTITY) {
      response.header(HttpHeaders.CONTENT_ENCODING, encoding.text());
    }
    return response
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(HttpHeaders.CONTENT_TYPE, file.contentType())
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? ONE_YEAR : "no-cache");
  }

  private static boolean isKnown(String etag, @Nullable String known) {
    return known != null
        && Arrays.stream(known.split(","))
            .map(one -> one.strip().replaceFirst("^W/", ""))
            .anyMatch(one -> one.equals(etag) || one.equals("*"));
  }
}
