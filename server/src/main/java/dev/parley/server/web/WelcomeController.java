package dev.parley.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The welcome page at the root, and its files. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class WelcomeController {
  private static final String ONE_YEAR = "public, max-age=31536000, immutable";

  private final WelcomeFiles files;

  WelcomeController(WelcomeFiles files) {
    this.files = files;
  }

  @Get("/")
  HttpResponse<?> page(@Header(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return answer("index.html", known);
  }

  @Get("/welcome/{+path}")
  HttpResponse<?> file(String path, @Header(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return answer(path, known);
  }

  private HttpResponse<?> answer(String path, @Nullable String known) {
    StaticFile file =
        files
            .find(path)
            .orElseThrow(
                () -> new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such file."));
    MutableHttpResponse<?> response =
        isKnown(file, known) ? HttpResponse.notModified() : HttpResponse.ok(file.content());
    return response
        .header(HttpHeaders.CONTENT_TYPE, file.contentType())
        .header(HttpHeaders.ETAG, file.etag())
        .header(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? ONE_YEAR : "no-cache");
  }

  private static boolean isKnown(StaticFile file, @Nullable String known) {
    return known != null
        && Arrays.stream(known.split(","))
            .map(etag -> etag.strip().replaceFirst("^W/", ""))
            .anyMatch(etag -> etag.equals(file.etag()) || etag.equals("*"));
  }
}
