package dev.parley.channels.transport;

import dev.parley.channels.transport.Routes.Action;
import dev.parley.channels.transport.Routes.Route;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Stands right behind the HTTP codec and takes the node's own requests out of the stream; all
 * others go on to the handlers that follow.
 *
 * <p>Those handlers may answer later and from other threads, while the node answers at once. To
 * keep the answers of one connection in the order of its requests, a request of the node's own
 * waits, and everything behind it, until the handlers that follow have answered what they were
 * given. An answer that stays open, as a stream of messages does, makes everything behind it wait.
 */
final class HttpRouter extends ChannelDuplexHandler implements Turn {
  private final RealtimeEndpoint endpoint;
  private final Queue<HttpObject> held = new ArrayDeque<>(0);
  private @Nullable Exchange current;
  private @Nullable OpenAnswer open;
  private int passedOn;
  private boolean unflushed;
  private boolean receiving;

  HttpRouter(RealtimeEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (!(msg instanceof HttpObject part)) {
      ctx.fireChannelRead(msg);
      return;
    }
    receiving = !(part instanceof LastHttpContent);
    if (!held.isEmpty() || mustWait(part)) {
      hold(ctx, part);
    } else {
      dispatch(ctx, part);
    }
  }

  private boolean mustWait(HttpObject part) {
    return current == null
        && part instanceof HttpRequest request
        && (open != null || (passedOn > 0 && !(endpoint.routeOf(request) instanceof Route.Other)));
  }

  private void hold(ChannelHandlerContext ctx, HttpObject part) {
    held.add(part);
    if (held.size() > endpoint.maxHeldMessages()) {
      ctx.close();
    }
  }

  private void dispatch(ChannelHandlerContext ctx, HttpObject part) {
    if (part instanceof HttpRequest request) {
      current = begin(ctx, request);
      if (current == null) {
        passedOn++;
        endpoint.passedOn().begun();
      }
    }
    if (current == null) {
      ctx.fireChannelRead(part);
      return;
    }
    try {
      serve(ctx, current, part);
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  private void serve(ChannelHandlerContext ctx, Exchange exchange, HttpObject part) {
    boolean sound = part.decoderResult().isSuccess();
    if (!sound || (part instanceof HttpContent body && !exchange.onContent(body.content()))) {
      ctx.close(); // what follows in the stream could not be told from this request
      return;
    }
    if (part instanceof LastHttpContent) {
      current = null;
      exchange.onComplete(ctx);
      unflushed = true;
    }
  }

  private @Nullable Exchange begin(ChannelHandlerContext ctx, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return null;
    }
    return switch (endpoint.routeOf(request)) {
      case Route.Other _ -> null;
      case Route.Hosted _ -> hosted(ctx, request);
      case Route.Api(String path) -> new ApiExchange(endpoint, request, path).begin(ctx);
      case Route.Connect(String key) -> new UpgradeExchange(endpoint, this, request, key);
      case Route.UnknownSocket _ -> new UpgradeExchange(endpoint, this, request, null);
      case Route.NotUpgraded _ -> new UpgradeRequiredExchange(request);
      case Route.Fallback route -> fallback(ctx, request, route);
      case Route.Statistics(String receiver) -> new StatisticsExchange(request, receiver);
    };
  }

  private @Nullable Exchange hosted(ChannelHandlerContext ctx, HttpRequest request) {
    Guest guest = endpoint.guest();
    return guest == null ? null : guest.begin(ctx, request, this);
  }

  private Exchange fallback(ChannelHandlerContext ctx, HttpRequest request, Route.Fallback route) {
    if (!request.method().equals(HttpMethod.POST)) {
      return new PreflightExchange(request);
    }
    return route.action() == Action.XHR_SEND
        ? new SpeakExchange(endpoint, request, route).begin(ctx)
        : new ListenExchange(endpoint, this, request, route);
  }

  @Override
  public void keepOpen(OpenAnswer answer) {
    open = answer;
  }

  @Override
  public boolean holdsMore() {
    return !held.isEmpty();
  }

  @Override
  public boolean keepsOpen() {
    return open != null;
  }

  @Override
  public void answered(ChannelHandlerContext ctx) {
    open = null;
    if (!held.isEmpty()) {
      ctx.executor().execute(() -> replay(ctx));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (open != null) {
      open.onWritabilityChanged();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (open != null) {
      open.onInactive();
    }
    endpoint.passedOn().ended(passedOn);
    passedOn = 0;
    ctx.fireChannelInactive();
  }

  /** An open answer is not idle, however little it says: it has heartbeats of its own. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (open == null || !(event instanceof IdleStateEvent)) {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (unflushed) {
      unflushed = false;
      ctx.flush();
    }
    ctx.fireChannelReadComplete();
  }

  /** Counts what the handlers that follow have answered. */
  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    boolean interim =
        msg instanceof HttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (!(msg instanceof LastHttpContent) || interim || passedOn == 0) {
      ctx.write(msg, promise);
    } else {
      ctx.write(msg, promise.unvoid()).addListener(_ -> endpoint.passedOn().ended(1));
      passedOn--;
      if (passedOn == 0 && !held.isEmpty()) {
        ctx.executor().execute(() -> replay(ctx));
      }
    }
  }

  /** Handlers that follow may hang up on a request which they refuse before all of it has come. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (!receiving || !ctx.channel().isActive()) {
      ctx.close(promise);
      return;
    }
    receiving = false;
    var lingering =
        new LingeringClose(promise, endpoint.closeLingerMillis(), endpoint.maxDrainedBytes());
    ctx.pipeline().addBefore(ctx.name(), "parley-lingering-close", lingering);
  }

  private void replay(ChannelHandlerContext ctx) {
    while (!held.isEmpty() && ctx.channel().isActive() && !mustWait(held.element())) {
      dispatch(ctx, held.remove());
    }
    if (unflushed) {
      unflushed = false;
      ctx.flush();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
  }
}
