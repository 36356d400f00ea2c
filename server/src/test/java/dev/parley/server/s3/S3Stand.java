package dev.parley.server.s3;

import dev.parley.server.config.S3Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server that speaks S3 on a folder: s3proxy, as a process of its own. */
public final class S3Stand implements AutoCloseable {
  static final String BUCKET = "files";
  static final String HOST = "s3.test";
  private static final String ACCESS = "access-key-of-a-test";
  private static final String SECRET = "secret-key-of-a-test";
  private static final Path PROGRAM = Path.of("..", "test-s3", "target", "lib");

  private final Path folder;
  private final String host;
  private final int port;
  private Process process;

  private S3Stand(Path folder, String host, int port) throws IOException {
    this.folder = folder;
    this.host = host;
    this.port = port;
    Files.createDirectories(bucket());
    this.process = launched();
  }

  /** Starts one with an empty bucket in a folder. */
  public static S3Stand in(Path folder) {
    return of(folder, "");
  }

  /** Starts one that goes by the name {@link #HOST}, and its buckets by names below it. */
  static S3Stand named(Path folder) {
    return of(folder, HOST);
  }

  private static S3Stand of(Path folder, String host) {
    try {
      return new S3Stand(folder, host, freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launched() throws IOException {
    Path settings = folder.resolve("s3proxy.properties");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        s3proxy.virtual-host=%s
        # seconds; tests move the clocks of servers
        s3proxy.maximum-timeskew=100000000
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(port, ACCESS, SECRET, host, folder.resolve("buckets")));
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.logFile=" + folder.resolve("s3proxy.log"),
                "-cp",
                PROGRAM.toAbsolutePath() + File.separator + "*",
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .failFast("s3proxy has ended; see s3proxy.log", () -> !started.isAlive())
        .until(this::isListening);
    return started;
  }

  private boolean isListening() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Where what was put lies. */
  public Path bucket() {
    return folder.resolve("buckets").resolve(BUCKET);
  }

  S3Settings settings(String secret) {
    return new S3Settings(
        URI.create("http://127.0.0.1:" + port), "us-east-1", BUCKET, ACCESS, secret, true);
  }

  S3Settings settings() {
    return settings(SECRET);
  }

  /** For one that goes by a name. */
  S3Settings settings(boolean pathStyle) {
    return new S3Settings(
        URI.create("http://" + HOST), "us-east-1", BUCKET, ACCESS, SECRET, pathStyle);
  }

  /** As a server's settings name it. */
  public Map<String, Object> tree() {
    var tree = new HashMap<String, Object>();
    tree.put("endpoint", "http://127.0.0.1:" + port);
    tree.put("bucket", BUCKET);
    tree.put("access-key", ACCESS);
    tree.put("secret-key", SECRET);
    return tree;
  }

  /** As when the machine is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the same port and the same files. */
  public void startAgain() throws IOException {
    process = launched();
  }

  @Override
  public void close() {
    kill();
  }
}
