package dev.parley.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the process meets what is around it, beyond its plain TCP port.
 *
 * @param tls null for none
 * @param unixSocket path of a Unix-domain socket to listen on as well; null for none
 * @param trustedProxies peers whose forwarding headers are believed
 * @param drain how long clients are sent away before the process stops; 0 s..1 h
 * @param adminToken what the admin API asks for; null lets one be made up and kept in the data
 *     folder; never logged
 * @param metricsToken what {@code /metrics} asks for; null leaves it open on this machine alone;
 *     never logged
 */
public record Edge(
    @Nullable Tls tls,
    @Nullable Path unixSocket,
    TrustedProxies trustedProxies,
    Duration drain,
    @Nullable String adminToken,
    @Nullable String metricsToken) {
  private static final int DRAIN_SECONDS = 10;
  private static final int LONGEST_DRAIN_SECONDS = 3_600;
  private static final int SHORTEST_TOKEN = 16;
  private static final int LONGEST_TOKEN = 256;

  /**
   * TLS ended by this process.
   *
   * @param certificate PEM file: the server's certificate first, then those between it and the root
   * @param key PEM file
   * @param port TCP port beside the plain one; null makes the one port speak TLS
   */
  public record Tls(Path certificate, Path key, @Nullable Integer port) {}

  static Edge read(Section parley) {
    String socket = parley.textOrNull("unix-socket");
    Section metrics = parley.section("metrics");
    String metricsToken = token(metrics, "token");
    metrics.end();
    return new Edge(
        tls(parley.section("tls")),
        socket == null ? null : Path.of(socket),
        proxies(parley),
        Duration.ofSeconds(
            parley.number("drain", DRAIN_SECONDS, 0, LONGEST_DRAIN_SECONDS, " seconds")),
        token(parley, "admin-token"),
        metricsToken);
  }

  private static @Nullable String token(Section section, String key) {
    String token = section.textOrNull(key);
    if (token != null
        && !token.matches("[\\x21-\\x7e]{%d,%d}".formatted(SHORTEST_TOKEN, LONGEST_TOKEN))) {
      throw section.error(
          key, "%d..%d visible characters".formatted(SHORTEST_TOKEN, LONGEST_TOKEN));
    }
    return token;
  }

  private static @Nullable Tls tls(Section section) {
    String certificate = section.textOrNull("certificate");
    String key = section.textOrNull("key");
    int port = (int) section.number("port", 0, 1, 65_535, "");
    section.end();
    if (certificate == null && key == null && port == 0) {
      return null;
    }
    if (certificate == null) {
      throw section.error("certificate", "a PEM file");
    }
    if (key == null) {
      throw section.error("key", "a PEM file");
    }
    return new Tls(Path.of(certificate), Path.of(key), port == 0 ? null : port);
  }

  private static TrustedProxies proxies(Section parley) {
    List<String> texts = parley.texts("trusted-proxies");
    try {
      return TrustedProxies.of(texts);
    } catch (IllegalArgumentException _) {
      throw parley.error(
          "trusted-proxies", "addresses or ranges like 10.0.0.0/8 or fd00::/8, or unix");
    }
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "Edge[tls=%s, unixSocket=%s, trustedProxies=%s, drain=%s]"
        .formatted(tls, unixSocket, trustedProxies, drain);
  }
}
