package dev.parley.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The quick-start page, and its files. */
@Controller("/welcome")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WelcomeController {
  private final FileAnswers files = new FileAnswers("welcome/");

  @Get
  HttpResponse<?> page(HttpRequest<?> request) {
    return files.answer(request, "index.html");
  }

  @Get("/{+path}")
  HttpResponse<?> file(HttpRequest<?> request, String path) {
    return files.answer(request, path);
  }
}
