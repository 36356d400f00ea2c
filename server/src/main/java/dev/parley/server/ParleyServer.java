package dev.parley.server;

import dev.parley.channels.app.FixedApps;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.http.Readiness;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;

/**
 * One running server. Thread-safe.
 *
 * <p>Several may run in one process, each on its own port and data folder.
 */
public final class ParleyServer implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer http;
  private final RealtimeNode node;

  private ParleyServer(ApplicationContext context, EmbeddedServer http, RealtimeNode node) {
    this.context = context;
    this.http = http;
    this.node = node;
  }

  /** Starts a server and returns when it accepts clients. */
  public static ParleyServer start(ServerSettings settings) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .properties(MicronautProperties.of(settings))
            .start();
    var node = new RealtimeNode(settings.node(), new FixedApps(settings.apps()), Clock.systemUTC());
    context.registerSingleton(RealtimeNode.class, node);
    EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
    context.getBean(Readiness.class).started();
    return new ParleyServer(context, http, node);
  }

  /** The TCP port that is listened on, also when the settings asked for any free one. */
  public int port() {
    return http.getPort();
  }

  public RealtimeNode node() {
    return node;
  }

  @Override
  public void close() {
    context.getBean(Readiness.class).stopping();
    node.close();
    http.stop();
    context.close();
  }
}
