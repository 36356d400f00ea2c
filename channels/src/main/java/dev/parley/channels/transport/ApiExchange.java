package dev.parley.channels.transport;

import dev.parley.channels.api.ApiRequest;
import dev.parley.channels.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * A request to the signed API, answered on the event loop: a controller on a thread of its own
 * costs more than the work (measured, see ARCHITECTURE).
 */
final class ApiExchange implements Exchange {
  private final RealtimeEndpoint endpoint;
  private final HttpRequest request;
  private final String path;
  private final BodyCollector body;

  ApiExchange(RealtimeEndpoint endpoint, HttpRequest request, String path) {
    this.endpoint = endpoint;
    this.request = request;
    this.path = path;
    this.body = new BodyCollector(endpoint.maxBodyBytes(), endpoint.maxDrainedBytes());
  }

  /** Invites a client that asked whether to send its body. */
  ApiExchange begin(ChannelHandlerContext ctx) {
    BodyCollector.invite(ctx, request);
    return this;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return body.add(content);
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    JsonReply.write(ctx, request, JsonReply.of(answer()));
  }

  private ApiResponse answer() {
    if (body.isTooLarge()) {
      return ApiResponse.error(
          413, "body: expected at most %d bytes".formatted(endpoint.maxBodyBytes()));
    }
    String fullPath = Routes.path(request.uri());
    String query = Routes.query(request.uri());
    return endpoint
        .api()
        .handle(new ApiRequest(request.method().name(), path, fullPath, query, body.toByteArray()));
  }
}
