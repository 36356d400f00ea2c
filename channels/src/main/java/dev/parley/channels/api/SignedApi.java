package dev.parley.channels.api;

import dev.parley.channels.api.Authenticator.Signed;
import dev.parley.channels.broker.Broker;
import dev.parley.channels.broker.NodeCommand;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Publisher;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API: finds the endpoint, checks the signature, answers. Thread-safe; never throws. */
public final class SignedApi {
  private static final Logger LOG = LoggerFactory.getLogger(SignedApi.class);

  private final Hub hub;
  private final Broker broker;
  private final Authenticator authenticator;
  private final Publishing publishing;
  private final Queries queries;

  public SignedApi(
      Hub hub,
      Broker broker,
      Publisher publisher,
      InstantSource clock,
      LongSupplier nanoTime,
      boolean lenientData) {
    this.hub = hub;
    this.broker = broker;
    this.authenticator = new Authenticator(hub, clock);
    this.publishing = new Publishing(hub, publisher, nanoTime, lenientData);
    this.queries = new Queries(broker, nanoTime);
  }

  /** Whether a path, without prefix, is this API's. */
  public static boolean owns(String path) {
    return path.startsWith("/apps/")
        || (path.startsWith("/users/") && path.endsWith("/terminate_connections"));
  }

  public ApiResponse handle(ApiRequest request) {
    ApiResponse response = answer(request);
    appOf(request).ifPresent(app -> app.meters().apiRequest(response.status() >= 400));
    return response;
  }

  private ApiResponse answer(ApiRequest request) {
    try {
      return route(request);
    } catch (ApiException e) {
      return e.toResponse();
    } catch (RuntimeException e) {
      LOG.error("the API failed on {} {}", request.method(), request.path(), e);
      return ApiResponse.error(500, "internal error");
    }
  }

  private ApiResponse route(ApiRequest request) throws ApiException {
    List<String> path = segments(request.path());
    Query query = Query.parse(request.query());
    if (path.getFirst().equals("users")) {
      return path.size() == 3 && isPost(request)
          ? terminate(authenticator.authenticate(request, query, null).app(), path.get(1))
          : notFound(request);
    }
    return new Route(request, query, path).answer();
  }

  /** The endpoints below one app; the signature is checked once the endpoint is known to exist. */
  private final class Route {
    private final ApiRequest request;
    private final Query query;
    private final List<String> path;

    Route(ApiRequest request, Query query, List<String> path) {
      this.request = request;
      this.query = query;
      this.path = path;
    }

    ApiResponse answer() throws ApiException {
      return switch (request.method() + " " + shape()) {
        case "POST apps/*/events" -> publishing.event(signed(), request);
        case "POST apps/*/batch_events" -> publishing.batch(signed().app(), request);
        case "GET apps/*/channels" -> queries.channels(signed());
        case "GET apps/*/channels/*" -> queries.channel(signed(), path.get(3));
        case "GET apps/*/channels/*/users" -> queries.users(signed(), path.get(3));
        case "GET apps/*/channels/*/stats" -> queries.stats(signed().app(), path.get(3));
        case "POST apps/*/channels/*/events" -> publishing.legacy(signed(), path.get(3), request);
        case "POST apps/*/users/*/terminate_connections" -> terminate(signed().app(), path.get(3));
        default -> notFound(request);
      };
    }

    /** The path with its two names, the app's and the channel's or user's, as stars. */
    private String shape() {
      var shape = new StringBuilder();
      for (int i = 0; i < path.size(); i++) {
        shape.append(i == 0 ? "" : "/").append(i == 1 || i == 3 ? "*" : path.get(i));
      }
      return shape.toString();
    }

    private Signed signed() throws ApiException {
      return authenticator.authenticate(request, query, path.get(1));
    }
  }

  private ApiResponse terminate(AppState app, String userId) {
    broker.send(new NodeCommand.TerminateUser(app.id(), userId));
    return ApiResponse.EMPTY_OBJECT;
  }

  private static ApiResponse notFound(ApiRequest request) throws ApiException {
    throw new ApiException(
        404, "no such endpoint: %s %s".formatted(request.method(), request.path()));
  }

  private static boolean isPost(ApiRequest request) {
    return request.method().equals("POST");
  }

  private Optional<AppState> appOf(ApiRequest request) {
    List<String> path = segments(request.path());
    return path.size() > 1 && path.getFirst().equals("apps")
        ? hub.appById(path.get(1))
        : Optional.empty();
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.substring(1).split("/")).map(Query::percentDecoded).toList();
  }
}
