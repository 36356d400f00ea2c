package dev.parley.server.cli;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Start the server. SIGTERM sends its clients away and stops it; a second one stops it at once.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  /** After the drain. Ending by itself leaves a line that says why; being killed does not. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--demo",
      description =
          "For a first look: adds three people and what they talk about. Their passwords are known,"
              + " so it refuses to be reachable from other machines.")
  private boolean demo;

  @Option(names = "--force", description = "With --demo: listen beyond this machine all the same.")
  private boolean force;

  @Override
  public Integer call() throws InterruptedException {
    ServerSettings settings = options.load();
    if (demo && !force && !settings.listensOnLoopback()) {
      throw new ConfigException(
          """
          --demo listens on this machine only, not on %s: its passwords are known; \
          leave out --host, or add --force\
          """
              .formatted(settings.host()));
    }
    ParleyServer server = start(settings);
    var asked = new AtomicBoolean();
    Signals.onStop(() -> {
      if (!asked.compareAndSet(false, true)) {
        Runtime.getRuntime().halt(1); // whoever asks twice does not want to wait
      }
      new Thread(() -> stop(server, settings.edge().drain()), "parley-stop").start();
    });
    new StartReport(settings, server, demo).tell();
    new CountDownLatch(1).await(); // until a signal ends the process
    return 0;
  }

  private ParleyServer start(ServerSettings settings) {
    ParleyServer server = ParleyServer.start(settings);
    try {
      if (demo) {
        server.addDemo();
      }
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Sends the clients away, stops the server and ends the process with 0: Java would report the
   * signal, but a server that was asked to stop and did has not failed.
   */
  private static void stop(ParleyServer server, Duration drain) {
    Duration longest = drain.plus(LONGEST_STOP);
    int code = 1;
    try {
      var closing =
          CompletableFuture.runAsync(server::drainAndClose, task -> new Thread(task).start());
      closing.get(longest.toSeconds(), TimeUnit.SECONDS);
      code = 0;
    } catch (TimeoutException _) {
      System.err.println("parley: still not stopped after " + longest.toSeconds() + " s");
    } catch (ExecutionException | InterruptedException e) {
      System.err.println("parley: stopping failed: " + e);
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }
}
