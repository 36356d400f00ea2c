package dev.parley.server;

import dev.parley.channels.app.Limit;
import dev.parley.messenger.Bound;
import dev.parley.server.config.Edge;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Micronaut is told; the operator never sees these names. */
final class MicronautProperties {
  /** Query strings of the signed API may be long. */
  private static final int LONGEST_LINE_CHARACTERS = 16_384;

  private static final String LISTENERS = "micronaut.server.netty.listeners.";
  private static final String CERTIFICATE = "edge";

  /** How soon renewed TLS files are seen. */
  private static final Duration TLS_REFRESH = Duration.ofSeconds(2);

  private MicronautProperties() {}

  static Map<String, Object> of(ServerSettings settings) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("micronaut.application.name", "parley");
    listeners(properties, settings);
    // of a file; uploads refuse what is larger themselves, in better words
    properties.put("micronaut.server.max-request-size", settings.media().fileBytes() + 1);
    properties.put("micronaut.server.max-request-buffer-size", Bound.REQUEST_BODY_BYTES.value());
    properties.put("micronaut.server.netty.max-initial-line-length", LONGEST_LINE_CHARACTERS);
    properties.put("micronaut.server.netty.max-header-size", LONGEST_LINE_CHARACTERS);
    properties.put(
        "micronaut.server.netty.options.so-backlog", settings.limits().count(Limit.ACCEPT_BACKLOG));
    // both, else the server stays on NIO without a word
    properties.put("micronaut.netty.event-loops.default.transport", "epoll,nio");
    properties.put("micronaut.server.netty.parent.transport", "epoll,nio");
    // a thread of its own for accepting would wake a loop for every connection
    properties.put("micronaut.server.netty.parent.event-loop-group", "default");
    properties.put("micronaut.netty.event-loops.default.num-threads", settings.eventLoops());
    // the quick start's own gate is stricter, and answers in the shape of all other errors
    properties.put("micronaut.server.cors.localhost-pass-through", true);
    if (!settings.corsOrigins().isEmpty()) {
      properties.put("micronaut.server.cors.enabled", true);
      properties.put(
          "micronaut.server.cors.configurations.web.allowed-origins", settings.corsOrigins());
    }
    return properties;
  }

  private static void listeners(Map<String, Object> properties, ServerSettings settings) {
    Edge.Tls tls = settings.edge().tls();
    Path unixSocket = settings.edge().unixSocket();
    if (tls == null && unixSocket == null) {
      properties.put("micronaut.server.host", settings.host());
      properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
      return;
    }
    boolean onlyTls = tls != null && tls.port() == null;
    tcp(properties, "main", settings.host(), settings.port(), onlyTls);
    if (tls != null) {
      if (tls.port() != null) {
        tcp(properties, "tls", settings.host(), tls.port(), true);
      }
      properties.put("micronaut.server.ssl.enabled", true);
      String files = "micronaut.certificate.file." + CERTIFICATE;
      properties.put(files + ".path", tls.key().toAbsolutePath());
      if (!tls.certificate().equals(tls.key())) { // else one file holds both
        properties.put(files + ".certificate-path", tls.certificate().toAbsolutePath());
      }
      properties.put(files + ".format", "PEM");
      properties.put(files + ".refresh-mode", "SCHEDULER");
      properties.put(files + ".refresh-interval", TLS_REFRESH);
    }
    if (unixSocket != null) {
      properties.put(LISTENERS + "unix.family", "UNIX");
      properties.put(LISTENERS + "unix.path", unixSocket.toAbsolutePath().toString());
      properties.put(LISTENERS + "unix.ssl", false);
    }
  }

  private static void tcp(
      Map<String, Object> properties, String name, String host, int port, boolean tls) {
    properties.put(LISTENERS + name + ".host", host);
    properties.put(LISTENERS + name + ".port", port);
    properties.put(LISTENERS + name + ".ssl", tls);
    if (tls) {
      properties.put(LISTENERS + name + ".key-name", CERTIFICATE);
    }
  }
}
