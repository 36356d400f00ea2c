package dev.parley.bench.netty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Upgrades sockets and takes published events; answers 200 with {} to whatever else comes. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final JsonFactory JSON = new JsonFactory();
  private static final WebSocketServerHandshakerFactory UPGRADES =
      new WebSocketServerHandshakerFactory("ws://bench/app", null, false);

  private final Map<EventLoop, Hub> hubs;

  RequestHandler(Map<EventLoop, Hub> hubs) {
    this.hubs = hubs;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws IOException {
    if (request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      upgrade(context, request);
      return;
    }
    if (request.content().isReadable()) {
      publish(context, request.content());
    }
    ByteBuf body = Unpooled.wrappedBuffer("{}".getBytes(StandardCharsets.US_ASCII));
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 2);
    context.write(response, context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker = UPGRADES.newHandshaker(request);
    Hub hub = hubs.get(context.channel().eventLoop());
    if (handshaker == null || hub == null) {
      context.close();
      return;
    }
    // Only then are the HTTP handlers out of the way of raw frames.
    handshaker
        .handshake(context.channel(), request)
        .addListener(_ -> context.pipeline().replace(this, null, new SubscriberHandler(hub)));
  }

  private void publish(ChannelHandlerContext context, ByteBuf body) throws IOException {
    try (JsonParser parser = JSON.createParser((InputStream) new ByteBufInputStream(body))) {
      parser.nextToken();
      readObject(context, parser);
    }
  }

  /** Reads one event, or a batch of them under its one member. */
  private void readObject(ChannelHandlerContext context, JsonParser parser) throws IOException {
    String name = "";
    String data = "";
    List<String> channels = new ArrayList<>(1);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "name" -> name = parser.getText();
        case "data" -> data = parser.getText();
        case "channel" -> channels.add(parser.getText());
        case "channels" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            channels.add(parser.getText());
          }
        }
        case "batch" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            readObject(context, parser);
          }
        }
        default -> parser.skipChildren();
      }
    }
    for (String channel : channels) {
      ByteBuf frame = EventFrames.encode(context.alloc(), name, channel, data);
      hubs.values().forEach(hub -> hub.publish(channel, frame.retainedDuplicate()));
      frame.release();
    }
  }
}
