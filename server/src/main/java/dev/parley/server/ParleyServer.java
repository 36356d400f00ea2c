package dev.parley.server;

import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.webhook.Webhooks;
import dev.parley.messenger.search.IndexWorker;
import dev.parley.server.admin.AdminToken;
import dev.parley.server.admin.RunningServer;
import dev.parley.server.app.AppRegistry;
import dev.parley.server.app.Apps;
import dev.parley.server.app.LocalApps;
import dev.parley.server.app.MessengerApp;
import dev.parley.server.backup.Takeover;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.Edge;
import dev.parley.server.config.Loopback;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.demo.Demo;
import dev.parley.server.edge.TlsFiles;
import dev.parley.server.edge.UnixSocket;
import dev.parley.server.hook.HookWorker;
import dev.parley.server.hook.Hooks;
import dev.parley.server.http.Readiness;
import dev.parley.server.jobs.Jobs;
import dev.parley.server.mail.MailWorker;
import dev.parley.server.push.PushWorker;
import dev.parley.server.realtime.LiveJobs;
import dev.parley.server.realtime.LiveTransitions;
import dev.parley.server.webhook.StoredWebhookQueue;
import dev.parley.socketio.gateway.Gateway;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.StoreException;
import dev.parley.store.StoreSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server. Thread-safe.
 *
 * <p>Several may run in one process, each on its own port and data folder.
 */
public final class ParleyServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ParleyServer.class);

  private final ServerSettings settings;
  private final Parts parts;
  private final EmbeddedServer http;
  private final Readiness readiness;
  private final ReentrantLock stopping = new ReentrantLock();
  private boolean closed; // guarded by stopping

  /** What is opened before the server listens, and closed after it has stopped. */
  private record Parts(
      ApplicationContext context,
      Store store,
      Apps apps,
      Webhooks webhooks,
      RealtimeNode node,
      AppRegistry registry,
      AdminToken token) {
    void close() {
      webhooks.close(); // first: the connections that ended have said so by now
      context.close();
      store.close();
    }
  }

  private ParleyServer(
      ServerSettings settings, Parts parts, EmbeddedServer http, Readiness readiness) {
    this.settings = settings;
    this.parts = parts;
    this.http = http;
    this.readiness = readiness;
  }

  /**
   * Starts a server and returns when it accepts clients.
   *
   * @throws StartException if the store cannot be opened or the port cannot be listened on
   * @throws ConfigException if the settings do not fit what the store knows
   */
  public static ParleyServer start(ServerSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** As {@link #start(ServerSettings)}, with the time as the given clock tells it. */
  public static ParleyServer start(ServerSettings settings, Clock clock) {
    Parts parts = open(settings, clock);
    try {
      ApplicationContext context = parts.context;
      context.registerSingleton(ServerSettings.class, settings);
      context.registerSingleton(Clock.class, clock);
      context.registerSingleton(Store.class, parts.store);
      context.registerSingleton(Apps.class, parts.apps);
      context.registerSingleton(Webhooks.class, parts.webhooks);
      context.registerSingleton(RealtimeNode.class, parts.node);
      context.registerSingleton(AppRegistry.class, parts.registry);
      context.registerSingleton(AdminToken.class, parts.token);
      Optional<UnixSocket> socket = UnixSocket.of(settings);
      socket.ifPresent(UnixSocket::prepare);
      context.getBean(LiveJobs.class).begin();
      context.getBean(Gateway.class); // takes its place on the node before the first client comes
      context.getBean(IndexWorker.class).begin();
      EmbeddedServer http = context.getBean(EmbeddedServer.class).start();
      socket.ifPresent(UnixSocket::protect);
      Jobs jobs = context.getBean(Jobs.class);
      if (parts.store.engine() == Engine.SQLITE) {
        jobs.endEarlierRuns();
      }
      jobs.begin();
      parts.webhooks.begin(); // not before the port is ours: another server may use the same data
      context.getBean(HookWorker.class).begin();
      context.getBean(MailWorker.class).begin();
      context.getBean(PushWorker.class).begin();
      var server = new ParleyServer(settings, parts, http, context.getBean(Readiness.class));
      new RunningServer(ProcessHandle.current().pid(), server.address()).tell(settings);
      server.readiness.started();
      warnWithoutTls(settings);
      return server;
    } catch (RuntimeException e) {
      parts.node.close();
      parts.close();
      throw explained(settings, e);
    }
  }

  /** Opens the store beside Micronaut's context: each takes a good part of the time to start. */
  private static Parts open(ServerSettings settings, Clock clock) {
    checkTls(settings.edge());
    new Takeover(settings).finishInterrupted();
    var opening = new FutureTask<>(() -> Store.open(StoreSettings.at(settings.store())));
    Thread.ofPlatform().name("parley-store-open").start(opening);
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .properties(MicronautProperties.of(settings))
            .start();
    try {
      Store store = opened(opening);
      try {
        var random = new SecureRandom();
        Apps apps = Apps.of(settings, store, clock, random);
        var token = AdminToken.of(settings, random);
        var hooks = Hooks.keep(store, clock, random);
        var webhooks =
            new Webhooks(
                settings.webhooks(),
                hooks.beside(apps),
                clock,
                System::nanoTime,
                new StoredWebhookQueue(store));
        var messenger = MessengerApp.keep(store, settings.limits(), clock, random);
        var transitions = new LiveTransitions(webhooks);
        var node =
            new RealtimeNode(
                settings.node(),
                messenger.beside(apps),
                clock,
                System::nanoTime,
                random,
                transitions);
        var registry = new LocalApps(apps, store, clock, random, node::appChanged);
        context.registerSingleton(MessengerApp.class, messenger);
        context.registerSingleton(Hooks.class, hooks);
        context.registerSingleton(LiveTransitions.class, transitions);
        return new Parts(context, store, apps, webhooks, node, registry, token);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static void checkTls(Edge edge) {
    if (edge.tls() != null) {
      new TlsFiles(edge.tls()).check();
    }
  }

  private static void warnWithoutTls(ServerSettings settings) {
    if (settings.isOpenWithoutTls()) {
      log.warn(
          "{} is open to other machines without TLS: passwords and messages travel unprotected",
          settings.host());
    }
  }

  private static Store opened(FutureTask<Store> opening) {
    try {
      return opening.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while opening the store", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException reason) {
        throw new StartException(String.valueOf(reason.getMessage()), reason);
      }
      throw new StartException("the store cannot be opened: " + e.getCause(), e);
    }
  }

  private static RuntimeException explained(ServerSettings settings, RuntimeException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof IOException) {
        String reason = String.valueOf(at.getMessage()).replaceFirst("^.*error\\(.*\\): ", "");
        return new StartException(
            "cannot listen on %s port %d: %s; choose another place with --host or --port"
                .formatted(settings.host(), settings.port(), reason),
            e);
      }
    }
    return e;
  }

  /** The TCP port that is listened on, also when the settings asked for any free one. */
  public int port() {
    return http.getPort();
  }

  /** Where programs of this machine reach it. */
  public URI address() {
    Edge.Tls tls = settings.edge().tls();
    boolean onlyTls = tls != null && tls.port() == null;
    String host = Loopback.reachable(settings.host());
    return URI.create("%s://%s:%d".formatted(onlyTls ? "https" : "http", host, port()));
  }

  public RealtimeNode node() {
    return parts.node;
  }

  public Apps apps() {
    return parts.apps;
  }

  /**
   * Adds people whose passwords are known, and what they talk about; completes what an earlier call
   * was killed at, and does nothing if it is complete.
   *
   * @throws dev.parley.messenger.Refusal {@code username-taken} if others have their names
   */
  public void addDemo() {
    parts.context.getBean(Demo.class).add();
  }

  /**
   * Stops in an order that lets clients move on: not ready, HTTP requests answered, clients told,
   * sockets and store closed. Idempotent; blocks until it is done, whoever began. A drain that is
   * going on ends at once.
   */
  @Override
  public void close() {
    stopping.lock();
    try {
      if (!closed) {
        closed = true;
        stop();
      }
    } finally {
      stopping.unlock();
    }
  }

  private void stop() {
    readiness.stopping();
    log.info("stopping");
    RunningServer.forget(settings);
    if (!parts.node.awaitPassedOn()) {
      log.warn("HTTP requests were still under way, their connections are cut");
    }
    parts.node.close();
    http.stop();
    UnixSocket.of(settings).ifPresent(UnixSocket::remove);
    parts.close();
  }

  /**
   * Stops as {@link #close()} does, after the clients were told to connect elsewhere, spread over
   * the time that the settings give. Blocks for that time, less if all have gone before or {@link
   * #close()} is called meanwhile.
   */
  public void drainAndClose() {
    Duration time = settings.edge().drain();
    readiness.stopping();
    log.info("draining for at most {} s", time.toSeconds());
    parts.node.drain(time).join();
    close();
  }
}
