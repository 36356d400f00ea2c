package dev.parley.socketio.engine;

import dev.parley.channels.hub.AppState;
import dev.parley.channels.transport.RealtimeEndpoint;
import io.netty.channel.EventLoop;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a node, so that a request finds the one it belongs to. Their number is bounded by
 * the node's quotas of connections and for each address by its own. Thread-safe.
 */
final class EngineSessions {
  private static final int SID_BYTES = 18;

  private final RealtimeEndpoint endpoint;
  private final String appId;
  private final EngineSettings settings;
  private final BiFunction<EngineSession, @Nullable String, EngineHandler> handlers;
  private final RandomGenerator random;
  private final ConcurrentMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> addresses = new ConcurrentHashMap<>();

  EngineSessions(
      RealtimeEndpoint endpoint,
      String appId,
      EngineSettings settings,
      BiFunction<EngineSession, @Nullable String, EngineHandler> handlers,
      RandomGenerator random) {
    this.endpoint = endpoint;
    this.appId = appId;
    this.settings = settings;
    this.handlers = handlers;
    this.random = random;
  }

  /** How an attempt to begin ended. */
  sealed interface Begun {
    record Session(EngineSession session) implements Begun {}

    record Refused(EngineError error) implements Begun {}
  }

  /**
   * Who asks.
   *
   * @param authorization the header of that name
   */
  record Visitor(String address, @Nullable String origin, @Nullable String authorization) {}

  Optional<EngineSession> find(String sid) {
    return Optional.ofNullable(sessions.get(sid));
  }

  /** Whether pages of an origin may use the gateway. */
  boolean allows(@Nullable String origin) {
    return app().map(app -> endpoint.admission().allowsOrigin(app, origin)).orElse(false);
  }

  /** Begins a session that belongs to the calling loop. */
  Begun begin(EventLoop loop, Visitor visitor, boolean mayUpgrade) {
    Optional<AppState> app = app();
    if (app.isEmpty() || !app.get().app().enabled()) {
      return new Begun.Refused(EngineError.NO_ROOM);
    }
    if (!endpoint.admission().allowsOrigin(app.get(), visitor.origin())) {
      return new Begun.Refused(EngineError.FORBIDDEN);
    }
    if (!takePlace(visitor.address())) {
      return new Begun.Refused(EngineError.TOO_MANY);
    }
    var session =
        new EngineSession(
            endpoint.hub(),
            loop,
            app.get(),
            newSid(),
            settings,
            made -> handlers.apply(made, visitor.authorization()),
            ended -> {
              sessions.remove(ended.sid(), ended);
              givePlaceBack(visitor.address());
            });
    if (endpoint.hub().connect(session).isPresent()) {
      givePlaceBack(visitor.address());
      return new Begun.Refused(EngineError.NO_ROOM);
    }
    sessions.put(session.sid(), session);
    session.greet(mayUpgrade);
    return new Begun.Session(session);
  }

  private Optional<AppState> app() {
    return endpoint.hub().appById(appId);
  }

  private String newSid() {
    byte[] bytes = new byte[SID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private boolean takePlace(String address) {
    int now = addresses.merge(address, 1, Integer::sum);
    if (now > settings.sessionsPerAddress()) {
      givePlaceBack(address);
      return false;
    }
    return true;
  }

  private void givePlaceBack(String address) {
    addresses.computeIfPresent(address, (_, count) -> count == 1 ? null : (Integer) (count - 1));
  }

  EngineSettings settings() {
    return settings;
  }
}
