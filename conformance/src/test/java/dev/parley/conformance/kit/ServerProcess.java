package dev.parley.conformance.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole server as an operator runs it: a process of its own, which can be killed. */
public final class ServerProcess implements ServerUnderTest {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final int port;

  private ServerProcess(Process process) {
    this.process = process;
    try {
      this.port = announced(process).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      process.destroyForcibly();
      throw new AssertionError("the server did not start", e);
    }
  }

  /**
   * Starts it on any free port of this machine and returns when it serves.
   *
   * @param folder where {@code parley.yml} lies and {@code data} is made
   */
  public static ServerProcess start(Path folder) {
    return start(folder, List.of(), Map.of());
  }

  /** The same on a machine whose clock shows the time of a zone, such as {@code Asia/Shanghai}. */
  public static ServerProcess startIn(String zone, Path folder) {
    return startWith(Map.of("TZ", zone), folder);
  }

  /** The same, with variables in its environment. */
  public static ServerProcess startWith(Map<String, String> environment, Path folder) {
    return start(folder, List.of(), environment);
  }

  /** The same, with its reads, writes and flushes written down by {@code strace}. */
  public static ServerProcess startTraced(Path folder, Path log) {
    return start(
        folder,
        List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-y",
            "-s",
            "80",
            "-e",
            "trace=fdatasync,fsync,read,recvfrom,recvmsg,write,writev,sendto,sendmsg",
            "-o",
            log.toString()),
        Map.of());
  }

  private static ServerProcess start(
      Path folder, List<String> before, Map<String, String> environment) {
    var command = new ArrayList<String>(before);
    command.addAll(commandLine(List.of("serve", "--port", "0", "--data", "data")));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      return new ServerProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> commandLine(List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // short lives
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.parley.server.cli.Main"));
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs another command of an operator in the folder of a server, and waits for its end.
   *
   * @return what it said
   * @throws AssertionError if it failed
   */
  public static String command(Path folder, String... arguments) {
    try {
      Path said = Files.createTempFile(folder, "said", ".txt");
      Process process =
          new ProcessBuilder(commandLine(List.of(arguments)))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(said);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", arguments) + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Reads the output to its end, so that the process never waits for a reader. */
  private static CompletableFuture<Integer> announced(Process process) {
    var port = new CompletableFuture<Integer>();
    // a pipe's read pins the carrier of a virtual thread, and with it every probe's
    Thread.ofPlatform()
        .daemon()
        .name("server-output")
        .start(() -> {
          try (var lines =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
              Matcher url = URL.matcher(line);
              if (url.find()) {
                port.complete(Integer.valueOf(url.group(1)));
              }
            }
          } catch (IOException e) {
            port.completeExceptionally(e);
          }
          port.completeExceptionally(new IOException("the output ended"));
        });
    return port;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String pathPrefix() {
    return "";
  }

  @Override
  public CompletableFuture<Void> drain(Duration over) {
    throw new IllegalStateException("only its operator sends a process's clients away");
  }

  /** What {@code /metrics} answers. */
  public String metrics() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    server().destroyForcibly();
    await();
  }

  /** Asks it to stop, and waits until it has. */
  @Override
  public void close() {
    server().destroy();
    await();
  }

  /** The server itself; a tracer ends with what it traces, but would leave it alive. */
  private ProcessHandle server() {
    return process.children().findFirst().orElse(process.toHandle());
  }

  private void await() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the server did not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
