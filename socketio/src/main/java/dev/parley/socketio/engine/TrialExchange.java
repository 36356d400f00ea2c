package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.WebSocketUpgrade;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** A client that polls tries a WebSocket, one at a time. */
record TrialExchange(EngineSession session, HttpRequest request, EngineSettings settings)
    implements Exchange {
  @Override
  public boolean onContent(ByteBuf content) {
    return content.readableBytes() == 0;
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    if (!WebSocketUpgrade.isHandshake(ctx, request)) {
      return;
    }
    if (!session.takeTrial()) {
      EngineReply.of(request, EngineError.BAD_REQUEST).writeWhole(ctx);
      return;
    }
    ctx.channel().closeFuture().addListener(_ -> session.trialEnded());
    WebSocketUpgrade.perform(
        ctx,
        request,
        settings.packetBytes(),
        open -> SocketLine.onTrial(session, open, settings.probeMillis()));
  }
}
