package dev.parley.server.cli;

import dev.parley.server.ParleyServer;
import dev.parley.server.config.ServerSettings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = "Start the server. SIGTERM stops it after its clients were told.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the embedded store; ./data if absent.")
  private @Nullable String data;

  @Option(
      names = "--demo",
      description = "For a first look: refuses to be reachable from other machines.")
  private boolean demo;

  @Option(names = "--force", description = "With --demo: listen beyond this machine all the same.")
  private boolean force;

  @Override
  public Integer call() throws InterruptedException {
    ServerSettings settings = options.load(data);
    if (demo && !force && !settings.listensOnLoopback()) {
      throw new Failure(
          "--demo listens on this machine only, not on %s; leave out --host, or add --force"
              .formatted(settings.host()));
    }
    ParleyServer server = ParleyServer.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "parley-stop"));
    new StartReport(settings, server).tell();
    new CountDownLatch(1).await(); // until a signal ends the process
    return 0;
  }

  /**
   * Stops the server and ends the process with 0: Java would report the signal, but a server that
   * was asked to stop and did has not failed.
   */
  private static void stop(ParleyServer server) {
    int code = 0;
    try {
      server.close();
    } catch (RuntimeException e) {
      System.err.println("parley: stopping failed: " + e);
      code = 1;
    }
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }
}
