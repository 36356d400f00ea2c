package dev.parley.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The script that other sites put into their pages to be counted. */
@Controller("/headcount.js")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HeadCountController {
  private static final String ONE_HOUR = "public, max-age=3600";

  private final FileAnswers files = new FileAnswers("headcount/");

  @Get
  HttpResponse<?> script(HttpRequest<?> request) {
    MutableHttpResponse<?> answer = files.answer(request, "headcount.js");
    answer
        .getHeaders()
        .set(HttpHeaders.CACHE_CONTROL, ONE_HOUR)
        .set("Cross-Origin-Resource-Policy", "cross-origin");
    return answer;
  }
}
