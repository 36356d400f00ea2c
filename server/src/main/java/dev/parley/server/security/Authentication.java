package dev.parley.server.security;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.apikey.KeyHolder;
import dev.parley.messenger.apikey.LiveApiKeys;
import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.LiveSessions;
import dev.parley.messenger.session.Sessions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody without a valid access token reach an endpoint that is not marked as public, and
 * nobody without a key of the right scope one that is marked with {@link Needs}.
 */
@ServerFilter("/api/**")
final class Authentication {
  static final String CALLER = "dev.parley.caller";
  static final String KEY_HOLDER = "dev.parley.key-holder";
  private static final String ADMIN = "/api/admin/";
  private static final String SCHEME = "Bearer ";

  private final LiveSessions sessions;
  private final Sessions refreshing;
  private final SessionCookies cookies;
  private final LiveApiKeys keys;

  Authentication(
      LiveSessions sessions, Sessions refreshing, SessionCookies cookies, LiveApiKeys keys) {
    this.sessions = sessions;
    this.refreshing = refreshing;
    this.cookies = cookies;
    this.keys = keys;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.VIRTUAL)
  void authenticate(HttpRequest<?> request) {
    Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
    if (request.getPath().startsWith(ADMIN)
        || route.isEmpty()
        || !(route.get() instanceof MethodBasedRouteMatch<?, ?> match)
        || match.getAnnotationMetadata().hasAnnotation(Public.class)) {
      return;
    }
    Optional<Scope> scope = match.getAnnotationMetadata().enumValue(Needs.class, Scope.class);
    if (scope.isPresent()) {
      KeyHolder holder = keys.authenticate(token(request, "an API key"));
      holder.require(scope.get());
      request.setAttribute(KEY_HOLDER, holder);
      return;
    }
    boolean takesCaller =
        Arrays.stream(match.getArguments()).anyMatch(one -> one.getType().equals(Caller.class));
    if (!takesCaller) {
      throw Refusal.of(RefusalCode.UNAUTHENTICATED, "this address is open to nobody");
    }
    Optional<String> cookie =
        match.getAnnotationMetadata().hasAnnotation(CookieToo.class)
                && request.getHeaders().get("Authorization") == null
            ? cookies.refreshToken(request)
            : Optional.empty();
    request.setAttribute(
        CALLER,
        cookie.isPresent()
            ? refreshing.holder(cookie.get())
            : sessions.authenticate(token(request, "an access token")));
  }

  static String token(HttpRequest<?> request, String what) {
    @Nullable String given = request.getHeaders().get("Authorization");
    if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.of(
          RefusalCode.UNAUTHENTICATED, "send %s: Authorization: Bearer …".formatted(what));
    }
    return given.substring(SCHEME.length()).strip();
  }
}
