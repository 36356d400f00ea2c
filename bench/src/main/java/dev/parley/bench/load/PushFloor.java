package dev.parley.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Encrypted requests by the JDK's client, some at a time, with nothing behind them. */
public final class PushFloor {
  /** As many as Parley sends to one push service. */
  private static final int AT_A_TIME = 32;

  /** What a message of a line comes to with its padding. */
  private static final int CONTENT_BYTES = 513;

  private final PushReceipts service;
  private final PushKeys keys;

  public PushFloor(PushReceipts service, PushKeys keys) {
    this.service = service;
    this.keys = keys;
  }

  /**
   * Sends so many, each for another browser.
   *
   * @return requests a second, until the last answer
   */
  public double run(int count) {
    var next = new AtomicInteger();
    long start = System.nanoTime();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        all.add(
            senders.submit(() -> {
              for (int one = next.getAndIncrement(); one < count; one = next.getAndIncrement()) {
                send(client, one);
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      int came = service.await(count, Duration.ZERO).size();
      if (came != count) {
        throw new LoadException("the push service had %d of %d".formatted(came, count));
      }
      return count / seconds;
    } catch (ExecutionException e) {
      throw new LoadException("the floor broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  private void send(HttpClient client, int number) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.endpoint("floor" + number)))
            .header("Content-Encoding", "aes128gcm")
            .header("TTL", "86400")
            .POST(HttpRequest.BodyPublishers.ofByteArray(keys.sealed(new byte[CONTENT_BYTES])))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 201) {
      throw new LoadException("the push service answered " + status);
    }
  }
}
