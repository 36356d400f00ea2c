package dev.parley.bench.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One upgraded socket: greets, subscribes, answers pings. Owned by its event loop. */
final class SubscriberHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  // Subscribing is rare: a pattern instead of a parser is bare enough, and enough.
  private static final Pattern CHANNEL = Pattern.compile("\"channel\"\\s*:\\s*\"([^\"]+)\"");

  private final Hub hub;
  private final List<String> channels = new ArrayList<>(1);

  SubscriberHandler(Hub hub) {
    this.hub = hub;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    long serial = ThreadLocalRandom.current().nextLong(1, 1L << 40);
    send(
        context,
        "{\"event\":\"pusher:connection_established\",\"data\":"
            + "\"{\\\"socket_id\\\":\\\"1."
            + serial
            + "\\\",\\\"activity_timeout\\\":120}\"}");
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> take(context, text.text());
      case PingWebSocketFrame ping ->
          context.writeAndFlush(
              new PongWebSocketFrame(ping.content().retain()), context.voidPromise());
      case CloseWebSocketFrame _ -> context.close();
      default -> {}
    }
  }

  private void take(ChannelHandlerContext context, String message) {
    if (message.contains("pusher:ping")) {
      send(context, "{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
      return;
    }
    Matcher named = CHANNEL.matcher(message);
    if (!named.find()) {
      return;
    }
    String channel = named.group(1);
    if (message.contains("pusher:subscribe") && !channels.contains(channel)) {
      channels.add(channel);
      hub.subscribe(channel, context.channel());
      send(
          context,
          "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\""
              + channel
              + "\",\"data\":\"{}\"}");
    } else if (message.contains("pusher:unsubscribe") && channels.remove(channel)) {
      hub.unsubscribe(channel, context.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    channels.forEach(channel -> hub.unsubscribe(channel, context.channel()));
  }

  private static void send(ChannelHandlerContext context, String json) {
    context.writeAndFlush(EventFrames.text(context.alloc(), json), context.voidPromise());
  }
}
