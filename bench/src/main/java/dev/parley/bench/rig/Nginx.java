package dev.parley.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An nginx that serves the files of a folder over loopback; closing ends it. */
public final class Nginx implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final int TRIES = 200;
  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one, with as many workers as there are cores.
   *
   * @param home for its configuration and log
   * @return empty if this machine has none
   */
  public static Optional<Nginx> start(Path home, Path files) {
    if (!Files.isExecutable(PROGRAM)) {
      return Optional.empty();
    }
    try {
      int port = freePort();
      Path configuration = home.resolve("nginx.conf");
      Files.writeString(
          configuration,
          """
          daemon off; worker_processes auto; pid "%1$s/nginx.pid"; error_log "%1$s/nginx.log";
          events { worker_connections 1024; }
          http {
            access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
            client_body_temp_path "%1$s/t1"; proxy_temp_path "%1$s/t2"; fastcgi_temp_path "%1$s/t3";
            uwsgi_temp_path "%1$s/t4"; scgi_temp_path "%1$s/t5";
            server { listen 127.0.0.1:%2$d; root "%3$s"; }
          }
          """
              .formatted(home.toAbsolutePath(), port, files.toAbsolutePath()));
      Process process =
          new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("nginx.out").toFile())
              .start();
      var running = new Nginx(process, port);
      running.awaitListening();
      return Optional.of(running);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        try {
          process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    close();
    throw new IOException("nginx does not listen; see nginx.out beside its configuration");
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
