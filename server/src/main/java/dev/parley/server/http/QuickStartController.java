package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.channels.app.App;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.server.app.Apps;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.web.RequestAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What the welcome page needs to connect and to send a first event. */
@Controller("/quickstart")
@ExecuteOn(TaskExecutors.BLOCKING)
class QuickStartController {
  private static final String CHANNEL = "quick-start";
  private static final String EVENT = "message";
  private static final DateTimeFormatter UTC_MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * How to connect to the default app; the key is public, the secret is not here.
   *
   * @param publish whether {@link #publish} would let this visitor pass
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS) // an empty prefix is told too
  record Connection(
      String appId,
      String key,
      String host,
      int port,
      boolean tls,
      String pathPrefix,
      String cluster,
      boolean publish,
      String channel) {}

  /** A line that somebody typed. */
  @Serdeable
  record Line(@NotNull @Size(min = 1, max = 200) String text) {}

  @Serdeable
  record Message(String text, String at) {}

  private final ServerSettings settings;
  private final Apps apps;
  private final RealtimeNode node;
  private final QuickStartGate gate;
  private final JsonMapper json;
  private final Clock clock;

  QuickStartController(
      ServerSettings settings,
      Apps apps,
      RealtimeNode node,
      QuickStartGate gate,
      JsonMapper json,
      Clock clock) {
    this.settings = settings;
    this.apps = apps;
    this.node = node;
    this.gate = gate;
    this.json = json;
    this.clock = clock;
  }

  @Get("/app")
  Connection app(HttpRequest<?> request) {
    RequestAddress address = RequestAddress.of(request);
    App app = apps.defaultApp();
    return new Connection(
        app.id(),
        app.keys().getFirst().key(),
        address.host(),
        address.port(),
        address.tls(),
        settings.pathPrefix(),
        "parley",
        gate.isOpen(request),
        CHANNEL);
  }

  @Post("/events")
  Map<String, Object> publish(HttpRequest<?> request, @Body @Valid Line line) throws IOException {
    gate.admit(request);
    var message = new Message(line.text(), UTC_MILLIS.format(clock.instant()));
    node.publish(apps.defaultApp().id(), CHANNEL, EVENT, json.writeValueAsString(message));
    return Map.of();
  }
}
