package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.search.IndexWorker;
import dev.parley.messenger.search.SearchIndex;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many messages a second the domain stores durably, with 64 callers in 32 conversations. A
 * measurement, not a test: run it with {@code -Dparley.bench.send=true}, and to see what the search
 * index takes, with {@code -Dparley.bench.index=true} too.
 */
@EnabledIfSystemProperty(named = "parley.bench.send", matches = "true")
class SendRateBenchmark {
  private static final int CALLERS = 64;
  private static final int ROUNDS = 4;
  private static final long ROUND_NANOS = 4_000_000_000L;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void measure(Engine engine) throws Exception {
    var index = new AtomicReference<SearchIndex>();
    try (var world =
            new World(
                engine,
                transactions -> {
                  index.set(new SearchIndex(transactions));
                  return index.get();
                });
        var worker = new IndexWorker(Objects.requireNonNull(index.get()))) {
      worker.begin();
      if (Boolean.getBoolean("parley.bench.index")) {
        world.listeners.add(worker);
      }
      var people = new ArrayList<Long>();
      var groups = new ArrayList<Long>();
      for (int i = 0; i < CALLERS; i++) {
        people.add(world.person("caller" + i));
      }
      for (int i = 0; i < CALLERS; i += 2) {
        groups.add(world.group(people.get(i), people.get(i + 1)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        var sent = new LongAdder();
        long end = System.nanoTime() + ROUND_NANOS;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
          var running = new ArrayList<Future<?>>();
          for (int i = 0; i < CALLERS; i++) {
            long person = people.get(i);
            var target = new Target.InConversation(groups.get(i / 2));
            running.add(
                callers.submit(() -> {
                  while (System.nanoTime() < end) {
                    world.messages.send(
                        new SendCommand(
                            person,
                            target,
                            UUID.randomUUID().toString(),
                            new Content.Text("Shall we meet at eight, by the river?"),
                            null,
                            null));
                    sent.increment();
                  }
                }));
          }
          for (Future<?> one : running) {
            one.get();
          }
        }
        world.told.clear();
        assertThat(sent.sum()).isPositive();
        System.out.printf(
            "%s round %d %,d/s, %,d of %,d messages indexed%n",
            engine,
            round,
            sent.sum() * 1_000_000_000L / ROUND_NANOS,
            world.number("select coalesce(sum(indexed_seq), 0) from search_head"),
            world.number("select count(*) from message"));
      }
    }
  }
}
