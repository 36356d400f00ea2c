package dev.parley.server.realtime;

import dev.parley.channels.api.ApiRequest;
import dev.parley.channels.api.ApiResponse;
import dev.parley.channels.node.RealtimeNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The signed API as an ordinary controller, to know what that would cost. */
@Requires(property = ApiHandlingBenchmark.SWITCH)
@Controller("/controller/apps")
final class ApiController {
  private final RealtimeNode node;

  ApiController(RealtimeNode node) {
    this.node = node;
  }

  @Post("/loop/{id}/events")
  HttpResponse<byte[]> onTheLoop(HttpRequest<?> request, @Body byte[] body) {
    return answer(request, body);
  }

  @ExecuteOn(TaskExecutors.VIRTUAL)
  @Post("/virtual/{id}/events")
  HttpResponse<byte[]> onAVirtualThread(HttpRequest<?> request, @Body byte[] body) {
    return answer(request, body);
  }

  private HttpResponse<byte[]> answer(HttpRequest<?> request, byte[] body) {
    String path = request.getUri().getRawPath().replaceFirst("/controller/apps/[a-z]+/", "/apps/");
    ApiResponse answer =
        node.api().handle(new ApiRequest("POST", path, path, request.getUri().getRawQuery(), body));
    return HttpResponse.<byte[]>status(io.micronaut.http.HttpStatus.valueOf(answer.status()))
        .body(answer.body())
        .contentType("application/json");
  }
}
