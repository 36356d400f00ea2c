package dev.parley.channels.transport;

import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.Admission.Verdict;
import dev.parley.channels.transport.Routes.Action;
import dev.parley.channels.transport.Routes.Route;
import dev.parley.channels.transport.xhr.Outbox;
import dev.parley.channels.transport.xhr.XhrConnection;
import dev.parley.channels.transport.xhr.XhrResponse;
import dev.parley.channels.transport.xhr.XhrSessions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client without WebSocket asks for messages, by a stream or a poll. The first such request opens
 * its session, later ones continue it. A refusal is a frame in a good answer: pusher-js reads
 * nothing out of a bad one, and would try for ever.
 */
final class ListenExchange implements Exchange, OpenAnswer {
  private static final int MAX_IGNORED_BYTES = 65_536;

  private final RealtimeEndpoint endpoint;
  private final HttpRouter router;
  private final HttpRequest request;
  private final Route.Fallback route;
  private final boolean keepAlive;
  private final BodyCollector ignored = new BodyCollector(0, MAX_IGNORED_BYTES);
  private @Nullable Listener listener;

  /** Who hears of the connection's state. */
  private record Listener(XhrConnection session, XhrResponse response) {}

  ListenExchange(
      RealtimeEndpoint endpoint, HttpRouter router, HttpRequest request, Route.Fallback route) {
    this.endpoint = endpoint;
    this.router = router;
    this.request = request;
    this.route = route;
    // Older clients know no chunks, so only the end of the connection tells them the answer's.
    this.keepAlive = HttpUtil.isKeepAlive(request) && knowsChunks();
  }

  @Override
  public boolean onContent(ByteBuf content) {
    return ignored.add(content);
  }

  @Override
  public void onComplete(ChannelHandlerContext ctx) {
    var id = new XhrSessions.Id(route.key(), route.session());
    Optional<XhrConnection> known = endpoint.xhrSessions().find(id);
    if (known.isPresent()) {
      resume(ctx, known.get());
      return;
    }
    if (endpoint.greet(ctx.channel().eventLoop(), new Arrival(ctx, id))) {
      router.keepOpen(this);
    }
  }

  /** The client of a new session, as the queue knows it. */
  private final class Arrival implements HandshakeQueue.Arrival {
    private final ChannelHandlerContext ctx;
    private final XhrSessions.Id id;

    Arrival(ChannelHandlerContext ctx, XhrSessions.Id id) {
      this.ctx = ctx;
      this.id = id;
    }

    @Override
    public void greet() {
      if (!ctx.channel().isActive()) {
        return;
      }
      Optional<XhrConnection> known = endpoint.xhrSessions().find(id); // while this one waited
      if (known.isPresent()) {
        resume(ctx, known.get());
      } else {
        begin(ctx, id);
      }
    }

    @Override
    public void refuse() {
      ListenExchange.this.refuse(ctx, HandshakeQueue.TOO_MANY);
    }
  }

  private void begin(ChannelHandlerContext ctx, XhrSessions.Id id) {
    switch (endpoint.admission().decide(Handshakes.of(request, route.key(), ctx.channel()))) {
      case Verdict.Refused refused -> refuse(ctx, refused);
      case Verdict.Admitted client ->
          endpoint
              .xhrSessions()
              .open(id, client, ctx.channel().eventLoop(), session -> answer(ctx, session));
    }
  }

  private void resume(ChannelHandlerContext ctx, XhrConnection session) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (endpoint.admission().allowsOrigin(session.app(), origin)) {
      session.attach(answer(ctx, session));
    } else {
      refuse(ctx, new Verdict.Refused(ErrorCode.UNAUTHORIZED));
    }
  }

  /** From here on the connection belongs to the session, until the answer has ended. */
  private XhrResponse answer(ChannelHandlerContext ctx, XhrConnection session) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    describe(head);
    if (knowsChunks()) {
      HttpUtil.setTransferEncodingChunked(head, true);
    }
    boolean streaming = route.action() == Action.XHR_STREAMING;
    var response = new XhrResponse(ctx, streaming, head, () -> onEnded(ctx));
    listener = new Listener(session, response);
    router.keepOpen(this);
    return response;
  }

  private void onEnded(ChannelHandlerContext ctx) {
    listener = null;
    if (keepAlive) {
      router.answered(ctx);
    } else {
      ctx.close();
    }
  }

  @Override
  public void onWritabilityChanged() {
    if (listener != null) {
      listener.session().writabilityChanged(listener.response());
    }
  }

  @Override
  public void onInactive() {
    if (listener != null) {
      listener.session().detach(listener.response());
      listener = null;
    }
  }

  private void refuse(ChannelHandlerContext ctx, Verdict.Refused refused) {
    byte[] frame = Outbox.refusal(refused.code().code(), refused.message());
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(frame));
    describe(answer);
    answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, frame.length);
    JsonReply.write(ctx, request, answer);
    if (router.keepsOpen()) { // it has waited, so nobody flushes behind it
      ctx.flush();
      router.answered(ctx);
    }
  }

  private void describe(HttpResponse answer) {
    HttpHeaders headers = answer.headers();
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, "application/javascript; charset=UTF-8")
        .set("X-Accel-Buffering", "no"); // nginx would keep frames back until it has a buffer full
    CrossOrigin.allow(request, headers);
    HttpUtil.setKeepAlive(answer, keepAlive);
  }

  private boolean knowsChunks() {
    return request.protocolVersion().isKeepAliveDefault();
  }
}
