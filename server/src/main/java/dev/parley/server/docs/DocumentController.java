package dev.parley.server.docs;

import dev.parley.server.security.Public;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The API's own description. */
@Controller("/api/openapi.json")
@Public
@ExecuteOn(TaskExecutors.BLOCKING)
class DocumentController {
  private final ApiDocument document;

  DocumentController(ApiDocument document) {
    this.document = document;
  }

  /** Gives the document, in OpenAPI 3.1. */
  @Get
  HttpResponse<String> show() {
    return HttpResponse.ok(document.text()).header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
