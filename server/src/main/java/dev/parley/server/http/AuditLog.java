package dev.parley.server.http;

import dev.parley.server.config.ServerSettings;
import dev.parley.server.edge.Forwarded;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for everything that somebody did to this server's apps. Never a secret. Thread-safe. */
@Singleton
final class AuditLog {
  private static final Logger log = LoggerFactory.getLogger("dev.parley.audit");

  private final ServerSettings settings;

  AuditLog(ServerSettings settings) {
    this.settings = settings;
  }

  void note(HttpRequest<?> request, String action, String appId, @Nullable String key) {
    log.info(
        "app {}: {}{} (from {})", appId, action, key == null ? "" : " " + key, client(request));
  }

  private String client(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? Forwarded.of(
                settings.edge().trustedProxies(),
                netty.getChannelHandlerContext().channel().remoteAddress(),
                name -> Forwarded.joined(request.getHeaders().getAll(name)))
            .client()
        : "";
  }
}
