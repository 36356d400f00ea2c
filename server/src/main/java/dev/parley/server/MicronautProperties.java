package dev.parley.server;

import dev.parley.server.config.ServerSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Micronaut is told; the operator never sees these names. */
final class MicronautProperties {
  /** Nothing outside the realtime node's own paths needs larger bodies. */
  private static final int LARGEST_BODY_BYTES = 16_384;

  /** Query strings of the signed API may be long. */
  private static final int LONGEST_LINE_CHARACTERS = 16_384;

  private MicronautProperties() {}

  static Map<String, Object> of(ServerSettings settings) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("micronaut.application.name", "parley");
    properties.put("micronaut.server.host", settings.host());
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    properties.put("micronaut.server.max-request-size", LARGEST_BODY_BYTES);
    properties.put("micronaut.server.netty.max-initial-line-length", LONGEST_LINE_CHARACTERS);
    properties.put("micronaut.server.netty.max-header-size", LONGEST_LINE_CHARACTERS);
    properties.put("micronaut.server.netty.child-options.tcp-nodelay", true);
    properties.put("micronaut.server.netty.options.so-backlog", 4_096);
    // both, else the server stays on NIO without a word
    properties.put("micronaut.netty.event-loops.default.transport", "epoll,nio");
    properties.put("micronaut.server.netty.parent.transport", "epoll,nio");
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
}
