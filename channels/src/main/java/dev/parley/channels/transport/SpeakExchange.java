package dev.parley.channels.transport;

import dev.parley.channels.api.ApiResponse;
import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.Utf8;
import dev.parley.channels.transport.Routes.Route;
import dev.parley.channels.transport.xhr.XhrConnection;
import dev.parley.channels.transport.xhr.XhrSessions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a client without WebSocket says: a JSON array of messages, or an empty one to say it lives.
 */
final class SpeakExchange implements Exchange {
  /** Quotes in a message are escaped once more inside the array. */
  private static final int ESCAPED = 2;

  private static final long DRAIN_FACTOR = 8;

  private final RealtimeEndpoint endpoint;
  private final HttpRequest request;
  private final XhrSessions.Id id;
  private final BodyCollector body;

  SpeakExchange(RealtimeEndpoint endpoint, HttpRequest request, Route.Fallback route) {
    this.endpoint = endpoint;
    this.request = request;
    this.id = new XhrSessions.Id(route.key(), route.session());
    this.body =
        new BodyCollector(
            endpoint.maxFrameBytes() * ESCAPED, endpoint.maxFrameBytes() * DRAIN_FACTOR);
  }

  SpeakExchange begin(ChannelHandlerContext ctx) {
    BodyCollector.invite(ctx, request);
    return this;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return body.add(content);
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    Optional<ApiResponse> refusal = hear();
    DefaultFullHttpResponse answer =
        refusal
            .map(JsonReply::of)
            .orElseGet(() ->
                new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER));
    CrossOrigin.allow(request, answer.headers());
    JsonReply.write(ctx, request, answer);
  }

  private Optional<ApiResponse> hear() {
    Optional<XhrConnection> session = endpoint.xhrSessions().find(id);
    if (session.isEmpty()) {
      return refusal(404, "no such session; it has ended or never begun");
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (!endpoint.admission().allowsOrigin(session.get().app(), origin)) {
      return refusal(403, "this origin may not connect to the application");
    }
    if (body.isTooLarge()) {
      return refusal(
          413, "body: expected at most %d bytes".formatted(endpoint.maxFrameBytes() * ESCAPED));
    }
    Optional<List<Json.Value>> read =
        Optional.ofNullable(MessageAssembler.decode(body.toByteArray())).flatMap(Json::array);
    if (read.isEmpty() || !read.get().stream().allMatch(Json.Value::isString)) {
      return refusal(400, "body: expected a JSON array of strings");
    }
    List<String> messages = read.get().stream().map(Json.Value::text).toList();
    if (messages.stream().anyMatch(message -> Utf8.length(message) > endpoint.maxFrameBytes())) {
      return refusal(413, "message: expected at most %d bytes".formatted(endpoint.maxFrameBytes()));
    }
    session.get().receive(messages);
    return Optional.empty();
  }

  private static Optional<ApiResponse> refusal(int status, String message) {
    return Optional.of(ApiResponse.error(status, message));
  }
}
