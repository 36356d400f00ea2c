package dev.parley.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches one address again and again over kept-alive connections, one request after the other on
 * each, and counts what comes.
 */
public final class Downloads {
  private static final int BUFFER_BYTES = 262_144;

  private final String host;
  private final int port;
  private final byte[] request;

  /**
   * What to fetch.
   *
   * @param headers lines of the request, each with its end of line
   */
  public Downloads(String host, int port, String path, String headers) {
    this.host = host;
    this.port = port;
    this.request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\n%s\r\n"
            .formatted(path, host, port, headers)
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What came. */
  public record Result(long files, long bytes, double seconds) {
    /** Files a second. */
    public double filesPerSecond() {
      return files / seconds;
    }

    /** MiB a second. */
    public double mebibytesPerSecond() {
      return bytes / 1_048_576.0 / seconds;
    }
  }

  private record Count(long files, long bytes) {}

  /** Fetches over some connections: first without counting, then for the time that counts. */
  public Result run(int connections, Duration warmUp, Duration measured) {
    long from = System.nanoTime() + warmUp.toNanos();
    long to = from + measured.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Count>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> fetch(from, to)));
      }
      long files = 0;
      long bytes = 0;
      for (Future<Count> one : all) {
        files += one.get().files();
        bytes += one.get().bytes();
      }
      return new Result(files, bytes, measured.toNanos() / 1e9);
    } catch (ExecutionException e) {
      throw new LoadException("a download failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  private Count fetch(long from, long to) throws IOException {
    long files = 0;
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (var socket = new Socket(host, port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      while (System.nanoTime() < to) {
        socket.getOutputStream().write(request);
        long length = head(in);
        for (long left = length; left > 0; ) {
          int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
          if (read < 0) {
            throw new IOException("the answer ended early");
          }
          left -= read;
        }
        long now = System.nanoTime();
        if (now >= from && now < to) {
          files++;
          bytes += length;
        }
      }
    }
    return new Count(files, bytes);
  }

  /** Reads the head of an answer and gives the length of its body. */
  private static long head(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.length() < 4 || text.indexOf("\r\n\r\n", text.length() - 4) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("no answer");
      }
      text.append((char) c);
    }
    if (!text.substring(0, 12).equals("HTTP/1.1 200")) {
      throw new IOException("expected 200: " + text);
    }
    for (String line : text.toString().lines().toList()) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        return Long.parseLong(line.substring(15).strip());
      }
    }
    throw new IOException("no length: " + text);
  }
}
