package dev.parley.bench.store;

import dev.parley.bench.load.Samples;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Writers that insert one row after the other into a table of the shape of {@code message}: what a
 * message costs that is only kept. Those that wait share a commit, as they do in the server.
 */
public final class InsertFloor {
  private static final String TABLE =
      """
      create table bench_message (
        conversation_id bigint not null, seq bigint not null, message_id bigint not null,
        countable bigint not null, counts smallint not null, rev bigint not null,
        sent_rev bigint not null, sender_id bigint not null, client_msg_id varchar(64) not null,
        request_hash varchar(64) not null, kind smallint not null, body varchar(16384),
        sent_at bigint not null,
        primary key (conversation_id, seq),
        unique (conversation_id, sender_id, client_msg_id))
      """;

  private static final String INSERT =
      """
      insert into bench_message (conversation_id, seq, message_id, countable, counts, rev, sent_rev,
        sender_id, client_msg_id, request_hash, kind, body, sent_at)
      values (:conversation, :seq, :id, :seq, 1, :seq, :seq, :conversation, :name, :hash, 0, :body, 0)
      """;

  private final StoreSettings place;

  /**
   * Uses an empty place.
   *
   * @param place a folder or a database of its own
   */
  public InsertFloor(StoreSettings place) {
    this.place = place;
  }

  /**
   * What came of it.
   *
   * @param perSecond rows on the disk
   * @param latency of each, from before it was handed over until it was on the disk
   */
  public record Result(double perSecond, Samples latency) {}

  /** Runs as many writers, each with one row under way. */
  public Result run(int writers, int bodyBytes, Duration warmUp, Duration measured) {
    try (Store store = Store.open(place);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.write(handle -> handle.execute(TABLE)).join();
      var ids = new AtomicLong();
      long start = System.nanoTime() + warmUp.toNanos();
      long end = start + measured.toNanos();
      String body = "x".repeat(bodyBytes);
      List<Future<List<Long>>> results =
          IntStream.range(0, writers)
              .mapToObj(i -> threads.submit(() -> write(store, i + 1, body, ids, start, end)))
              .toList();
      Samples latency = new Samples();
      results.forEach(rows -> result(rows).forEach(latency::add));
      return new Result(latency.size() / (measured.toNanos() / 1e9), latency);
    }
  }

  private static List<Long> write(
      Store store, long conversation, String body, AtomicLong ids, long start, long end) {
    var micros = new ArrayList<Long>();
    String hash = "0".repeat(64);
    for (long seq = 1; ; seq++) {
      long before = System.nanoTime();
      if (before >= end) {
        return micros;
      }
      long number = seq;
      store
          .write(
              conversation,
              handle ->
                  handle
                      .createUpdate(INSERT)
                      .bind("conversation", conversation)
                      .bind("seq", number)
                      .bind("id", ids.incrementAndGet())
                      .bind("name", "message-" + number)
                      .bind("hash", hash)
                      .bind("body", body)
                      .execute())
          .join();
      long after = System.nanoTime();
      if (before >= start && after < end) {
        micros.add((after - before) / 1_000);
      }
    }
  }

  private static List<Long> result(Future<List<Long>> rows) {
    try {
      return rows.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a writer failed", e.getCause());
    }
  }
}
