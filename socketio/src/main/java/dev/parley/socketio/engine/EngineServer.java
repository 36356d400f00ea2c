package dev.parley.socketio.engine;

import dev.parley.channels.transport.Exchange;
import dev.parley.channels.transport.Guest;
import dev.parley.channels.transport.RealtimeEndpoint;
import dev.parley.channels.transport.Turn;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Engine.IO below {@code /socket.io/}, as a guest of the realtime node. Thread-safe. */
public final class EngineServer implements Guest {
  private static final String PATH = "/socket.io";
  private static final int MAX_PARAMETERS = 16;

  private final RealtimeEndpoint endpoint;
  private final EngineSessions sessions;

  /**
   * An endpoint without sessions.
   *
   * @param appId the app of the node that its connections count for
   * @param handlers makes who speaks through a session, given the {@code Authorization} header of
   *     its first request
   * @param random makes the sessions' names, which must not be guessable
   */
  public EngineServer(
      RealtimeEndpoint endpoint,
      String appId,
      EngineSettings settings,
      BiFunction<EngineSession, @Nullable String, EngineHandler> handlers,
      RandomGenerator random) {
    this.endpoint = endpoint;
    this.sessions = new EngineSessions(endpoint, appId, settings, handlers, random);
  }

  @Override
  public boolean owns(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  @Override
  public Exchange begin(ChannelHandlerContext ctx, HttpRequest request, Turn turn) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return new EngineRefusal(request, null);
    }
    Map<String, List<String>> query = query(request.uri());
    if (!"4".equals(first(query, "EIO"))) {
      return new EngineRefusal(request, EngineError.UNSUPPORTED_VERSION);
    }
    String sid = first(query, "sid");
    return switch (first(query, "transport")) {
      case "polling" -> polling(ctx, request, turn, sid);
      case "websocket" -> webSocket(request, turn, sid);
      case null, default -> new EngineRefusal(request, EngineError.UNKNOWN_TRANSPORT);
    };
  }

  private Exchange polling(
      ChannelHandlerContext ctx, HttpRequest request, Turn turn, @Nullable String sid) {
    boolean get = request.method().equals(HttpMethod.GET);
    if (sid == null) {
      return get
          ? new OpenExchange(endpoint, sessions, turn, request)
          : new EngineRefusal(request, EngineError.BAD_METHOD);
    }
    EngineSession session = sessions.find(sid).orElse(null);
    if (session == null || !session.isPolling()) {
      return new EngineRefusal(request, EngineError.UNKNOWN_SESSION);
    }
    if (!sessions.allows(request.headers().get(HttpHeaderNames.ORIGIN))) {
      return new EngineRefusal(request, EngineError.FORBIDDEN);
    }
    if (get) {
      return new PollExchange(session, turn, request);
    }
    return request.method().equals(HttpMethod.POST)
        ? new PostExchange(session, request, sessions.settings()).begin(ctx)
        : new EngineRefusal(request, EngineError.BAD_METHOD);
  }

  private Exchange webSocket(HttpRequest request, Turn turn, @Nullable String sid) {
    boolean upgrade =
        request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!upgrade) {
      return new EngineRefusal(request, EngineError.BAD_REQUEST);
    }
    if (sid == null) {
      return new SocketExchange(endpoint, sessions, turn, request);
    }
    EngineSession session = sessions.find(sid).orElse(null);
    if (session == null) {
      return new EngineRefusal(request, EngineError.UNKNOWN_SESSION);
    }
    if (!sessions.allows(request.headers().get(HttpHeaderNames.ORIGIN))) {
      return new EngineRefusal(request, EngineError.FORBIDDEN);
    }
    return new TrialExchange(session, request, sessions.settings());
  }

  private static Map<String, List<String>> query(String uri) {
    try {
      return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS).parameters();
    } catch (IllegalArgumentException _) {
      return Map.of(); // escapes that are none
    }
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }
}
