package dev.parley.server.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * The messenger's page, the same at all its addresses: the script in it reads them. {@code
 * web/app/src/offline/pages.ts} lists them too.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessengerController {
  private final FileAnswers files = new FileAnswers("messenger-app/");

  @Get(
      uris = {
        "/",
        "/login",
        "/register",
        "/reset-password",
        "/verify-email",
        "/people",
        "/settings"
      })
  HttpResponse<?> page(HttpRequest<?> request) {
    return files.answer(request, "index.html");
  }

  /** A conversation; the page finds out whether it exists. */
  @Get("/c/{id}")
  HttpResponse<?> conversation(HttpRequest<?> request, String id) {
    return page(request);
  }

  /** A link into a group. */
  @Get("/invite/{token}")
  HttpResponse<?> invite(HttpRequest<?> request, String token) {
    return page(request);
  }

  /**
   * The script that lets the page start without this server. It has to stand at the root, because
   * what it may answer for lies below it, and under one name, because browsers look there for a
   * newer one.
   */
  @Get("/sw.js")
  HttpResponse<?> serviceWorker(HttpRequest<?> request) {
    return files.answer(request, "sw.js");
  }

  @Get("/assets/{+path}")
  HttpResponse<?> file(HttpRequest<?> request, String path) {
    return files.answer(request, "assets/" + path);
  }
}
