package dev.parley.conformance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A proxy as a process of its own on loopback, in front of a server under test.
 *
 * @param port where it listens without TLS
 * @param tlsPort where it listens with TLS, or 0
 */
public record Proxy(String pathPrefix, int port, int tlsPort, Process process, Path folder)
    implements ServerUnderTest {
  private static final Duration START = Duration.ofSeconds(20);

  /** Starts the command in the folder and waits until it accepts connections. */
  static Proxy start(String pathPrefix, int port, int tlsPort, Path folder, List<String> command) {
    Path log = folder.resolve("proxy.log");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("XDG_CONFIG_HOME", folder.toString());
      builder.environment().put("XDG_DATA_HOME", folder.toString());
      Process process = builder.start();
      var proxy = new Proxy(pathPrefix, port, tlsPort, process, folder);
      proxy.awaitListening(log);
      return proxy;
    } catch (IOException e) {
      throw new AssertionError(
          "%s does not start; `./parley test` installs it where it may"
              .formatted(command.getFirst()),
          e);
    }
  }

  private void awaitListening(Path log) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!accepts()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new AssertionError("the proxy did not start:\n" + Files.readString(log));
      }
      Thread.onSpinWait();
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host(), port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** A port that was free a moment ago. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
