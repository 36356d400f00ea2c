package dev.parley.socketio.engine;

import dev.parley.channels.transport.BodyCollector;
import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.MessageAssembler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a client that polls says. A body that cannot be read ends its session. */
final class PostExchange implements Exchange {
  /** A body this far above the limit is no mistake, and not worth draining for an answer. */
  private static final long DRAIN_FACTOR = 8;

  private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

  private final EngineSession session;
  private final HttpRequest request;
  private final EngineSettings settings;
  private final BodyCollector body;

  PostExchange(EngineSession session, HttpRequest request, EngineSettings settings) {
    this.session = session;
    this.request = request;
    this.settings = settings;
    this.body = new BodyCollector(settings.packetBytes(), settings.packetBytes() * DRAIN_FACTOR);
  }

  /** Invites a client that asked whether to send its body. */
  PostExchange begin(ChannelHandlerContext ctx) {
    BodyCollector.invite(ctx, request);
    return this;
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return body.add(content);
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    if (body.isTooLarge()) {
      session.malformed("a body of more than %d bytes".formatted(settings.packetBytes()));
      EngineReply.of(request, EngineError.TOO_LARGE).writeWhole(ctx);
      return;
    }
    Optional<List<EnginePacket>> packets =
        Optional.ofNullable(MessageAssembler.decode(body.toByteArray()))
            .flatMap(text -> EnginePackets.body(text, settings.packetsTogether()));
    if (packets.isEmpty()) {
      session.malformed("malformed packet");
      EngineReply.of(request, EngineError.BAD_REQUEST).writeWhole(ctx);
      return;
    }
    session.receive(packets.get());
    EngineReply.of(request, HttpResponseStatus.OK, OK, null).writeWhole(ctx);
  }
}
