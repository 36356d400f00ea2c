package dev.parley.server.docs;

import dev.parley.server.security.Public;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The API's own description, and a page to browse it. All of it comes from this server. */
@Controller("/api/docs")
@Public
@ExecuteOn(TaskExecutors.BLOCKING)
class DocsController {
  private static final String VIEW = "/META-INF/swagger/views/swagger-ui/res/";

  /**
   * The page's library writes styles into the page and builds HTML of its own, so it cannot live
   * under the policy of the other pages. Scripts still come from here alone, and it talks to nobody
   * else.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private record File(String resource, String type) {}

  private static final Map<String, File> FILES =
      Map.of(
          "start.js", new File("/docs/start.js", "text/javascript; charset=utf-8"),
          "swagger-ui.js",
              new File(VIEW + "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
          "swagger-ui.css", new File(VIEW + "swagger-ui.css", "text/css; charset=utf-8"),
          "icon.png", new File(VIEW + "favicon-32x32.png", "image/png"));

  /** Shows the page. */
  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<byte[]> page() {
    return answer(new File("/docs/index.html", "text/html; charset=utf-8"));
  }

  /** Gives a file of the page. */
  @Get("/{file}")
  HttpResponse<byte[]> file(String file) {
    File found = FILES.get(file);
    if (found == null) {
      throw new HttpStatusException(HttpStatus.NOT_FOUND, "There is no such file.");
    }
    return answer(found);
  }

  private static MutableHttpResponse<byte[]> answer(File file) {
    try (InputStream in = DocsController.class.getResourceAsStream(file.resource())) {
      return HttpResponse.ok(Objects.requireNonNull(in, file.resource()).readAllBytes())
          .header(HttpHeaders.CONTENT_TYPE, file.type())
          .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
          .header("Content-Security-Policy", POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
