package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is killed while it says something to everybody. */
@Timeout(1_800)
class NoticeCrashTest {
  private static final Crowd EVERYBODY = new Crowd(5_000);
  private static final int KILLS = Pace.SOAK ? 6 : 2;

  private static final String SAID = "select count(*) from message";

  private static final String NOT_ONCE =
      """
      select count(*) from account a
      where a.user_id >= %d and 1 <> (
        select count(*) from member p join message m on m.conversation_id = p.conversation_id
        where p.user_id = a.user_id)
      """
          .formatted(Crowd.FIRST);

  private static final String DONE =
      "select count(*) from announcement where done_at is not null and sent = recipients";

  private final Path folder;
  private final long seed = Long.getLong("parley.seed", System.nanoTime());

  NoticeCrashTest(@TempDir Path folder) {
    this.folder = folder;
    System.out.println("NoticeCrashTest: repeat this run with -Dparley.seed=" + seed);
  }

  /** Where others may share the database, a job rests until the lease of the dead one is over. */
  static Set<Engine> engines() {
    return Pace.SOAK ? EnumSet.allOf(Engine.class) : EnumSet.of(Engine.SQLITE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldSayItOnceToEachAfterKillsInTheMiddle(Engine engine) {
    var random = new Random(seed);
    try (Place place = Place.on(engine, folder)) {
      place.tell(folder);
      EVERYBODY.register(place.settings());
      ServerProcess.command(folder, "announce", "We close at eight.", "--data", "data");
      ServerProcess server = ServerProcess.start(folder);
      try (Store store = Store.open(place.settings())) {
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
          long enough = count(store, SAID) + 1 + random.nextInt(EVERYBODY.size() / (2 * KILLS));
          await(() -> count(store, SAID) >= Math.min(enough, EVERYBODY.size()));
          server.kill();
          inTheMiddle += count(store, SAID) < EVERYBODY.size() ? 1 : 0;
          server = ServerProcess.start(folder);
        }
        // it goes on while it starts: on a busy machine it may be done before it is killed again
        assertThat(inTheMiddle).as("kills in the middle").isPositive();
        await(() -> count(store, DONE) == 1);
        assertThat(count(store, SAID)).isEqualTo(EVERYBODY.size());
        assertThat(count(store, NOT_ONCE)).isZero();
        Pointers.check(place.settings());
      } finally {
        server.close();
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Pace.SOAK ? Duration.ofMinutes(4) : Duration.ofSeconds(60))
        .until(condition::getAsBoolean);
  }

  private static long count(Store store, String query) {
    return store.read(handle -> handle.createQuery(query).mapTo(Long.class).one()).join();
  }
}
