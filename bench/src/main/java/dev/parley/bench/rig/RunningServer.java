package dev.parley.bench.rig;

import dev.parley.bench.load.Meters;
import dev.parley.bench.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server started as a process of its own on a free loopback port; closing ends it. */
public final class RunningServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String APP_ID = "1000";
  private static final String KEY = "bench-key";
  private static final String SECRET = "bench-secret";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 10;

  private final Contender contender;
  private final Process process;
  private final Target target;
  private final Path log;

  private RunningServer(Contender contender, Process process, Target target, Path log) {
    this.contender = contender;
    this.process = process;
    this.target = target;
    this.log = log;
  }

  /**
   * Starts a server and waits until it answers {@code GET /health/ready} with 200.
   *
   * @param home folder to start it in
   * @param out folder for its log and its data
   * @throws IllegalStateException if it ends or is not ready within a minute; its log tells why
   */
  public static RunningServer start(Contender contender, Path home, Path out) {
    return start(contender, home, out, Map.of());
  }

  /**
   * The same with more in its environment.
   *
   * @throws IllegalStateException as above
   */
  public static RunningServer start(
      Contender contender, Path home, Path out, Map<String, String> environment) {
    return start(contender, home, out, environment, out.resolve("data-" + System.nanoTime()));
  }

  /**
   * The same on a folder that an earlier server may have left.
   *
   * @throws IllegalStateException as above
   */
  public static RunningServer start(
      Contender contender, Path home, Path out, Map<String, String> environment, Path data) {
    try {
      int port = freePort();
      String label = contender.name().replaceAll("\\W+", "-") + "-" + port;
      Path log = out.resolve(label + ".log");
      Files.createDirectories(data);
      ProcessBuilder builder =
          new ProcessBuilder(
              contender.command().stream()
                  .map(word -> word.replace("{port}", Integer.toString(port)))
                  .map(word -> word.replace("{data}", data.toString()))
                  .toList());
      builder.environment().put(Contender.DATA, data.toString());
      builder.environment().put("PUSHER_APP_ID", APP_ID);
      builder.environment().put("PUSHER_KEY", KEY);
      builder.environment().put("PUSHER_SECRET", SECRET);
      builder.environment().putAll(environment);
      builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
      Target target = new Target(HOST, port, APP_ID, KEY, SECRET);
      RunningServer server = new RunningServer(contender, builder.start(), target, log);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Below the range from which the kernel takes the ports of thousands of outgoing connections. */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // taken: try another
      }
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answersReady()) {
        return;
      }
      try {
        process.waitFor(50, TimeUnit.MILLISECONDS); // ends early if the server does
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    close();
    throw new IllegalStateException(contender.name() + " did not become ready; see " + log);
  }

  private boolean answersReady() {
    URI uri = URI.create("http://" + HOST + ":" + target.port() + "/health/ready");
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public String name() {
    return contender.name();
  }

  public Target target() {
    return target;
  }

  /** Processor time of the process and its children, and of the whole machine. */
  public Meters meters() {
    List<Long> pids = tree().map(ProcessHandle::pid).toList();
    return new Meters(
        () -> pids.stream().mapToLong(ProcFiles::cpuNanos).sum(), ProcFiles::machineNanos);
  }

  /** Resident memory of the process and its children, bytes. */
  public long residentBytes() {
    return tree().mapToLong(handle -> ProcFiles.residentBytes(handle.pid())).sum();
  }

  /** Live heap after a full collection, bytes; 0 for a server that is no Java process. */
  public long liveHeapBytes() {
    if (!contender.java()) {
      return 0;
    }
    return tree()
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .mapToLong(handle -> JavaHeap.liveBytes(handle.pid()))
        .sum();
  }

  private Stream<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /** Ends the process and the children it has left, politely first. */
  @Override
  public void close() {
    List<ProcessHandle> all = tree().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
