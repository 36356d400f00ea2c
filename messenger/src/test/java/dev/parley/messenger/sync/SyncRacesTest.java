package dev.parley.messenger.sync;

import static dev.parley.messenger.sync.SyncWorld.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.message.Message;
import dev.parley.messenger.sync.SyncWorld.Device;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds while others write. */
@ParameterizedClass
@EnumSource(Engine.class)
class SyncRacesTest {
  private static final int MESSAGES = 40;

  private final SyncWorld place;
  private final long ann;
  private final long ben;
  private final long group;

  SyncRacesTest(Engine engine) {
    place = new SyncWorld(engine);
    ann = place.world.person("ann");
    ben = place.world.person("ben");
    group = place.world.group(ann, ben);
    place.drain();
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void shouldLoseNothingThatIsWrittenWhileASnapshotIsTaken() throws Exception {
    place.world.passes(8 * DAY);
    place.park();
    Map<Device, TreeSet<Long>> held = new HashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writing =
          threads.submit(() -> {
            for (int i = 0; i < MESSAGES; i++) {
              place.world.say(ann, group, "message " + i);
              place.fanOut.runBatch();
            }
          });
      do {
        Device device = place.device(ben);
        var seqs = new TreeSet<Long>();
        Snapshot snapshot = device.begin();
        assertThat(snapshot.conversations())
            .as("the list and the logs are of one moment")
            .allSatisfy(part ->
                assertThat(part.messages().messages().getLast().seq())
                    .isEqualTo(part.summary().conversation().lastSeq()));
        snapshot.conversations().stream()
            .flatMap(part -> part.messages().messages().stream())
            .map(Message::seq)
            .forEach(seqs::add);
        held.put(device, seqs);
      } while (!writing.isDone());
      writing.get();
    }
    place.drain();
    List<Long> all = LongStream.rangeClosed(1, MESSAGES + 1).boxed().toList();
    held.forEach((device, seqs) -> {
      seqs.addAll(SyncWorld.messages(device.follow()));
      assertThat(seqs).containsExactlyElementsOf(all);
    });
  }

  @Test
  void shouldShowNoHoleWhileOldEntriesAreTakenOut() throws Exception {
    Device phone = place.device(ben);
    phone.begin();
    for (int i = 0; i < 300; i++) {
      place.world.say(ann, group, "old");
    }
    place.drain();
    place.world.passes(8 * DAY);
    Device laptop = place.device(ben);
    laptop.begin();
    var retention = new LogRetention(place.transactions, place.world::now, 10);
    var seen = new ArrayList<Pull>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> taking =
          threads.submit(() -> {
            while (retention.runBatch().more()) {}
          });
      do {
        seen.add(phone.pull());
      } while (!taking.isDone());
      taking.get();
    }
    seen.add(phone.pull());
    assertThat(seen)
        .allSatisfy(pull ->
            assertThat(pull.reset() == Reset.EXPIRED || pull.entries().size() == 200).isTrue());
    assertThat(seen.getLast().reset()).isEqualTo(Reset.EXPIRED);
    assertThat(laptop.follow()).isEmpty();
    assertThat(place.world.number("select count(*) from inbox where user_id = ?", ben)).isZero();
  }

  @Test
  void shouldKeepNoMoreOfALogThanItsBound() {
    Device phone = place.device(ben);
    long head = phone.begin().head();
    for (int i = 0; i < 25; i++) {
      place.world.say(ann, group, "many");
    }
    place.drain();
    var retention = new LogRetention(place.transactions, place.world::now, 10);
    assertThat(retention.runBatch().rows()).isGreaterThan(15);
    while (retention.runBatch().more()) {}
    assertThat(place.world.number("select count(*) from inbox where user_id = ?", ben))
        .isEqualTo(10);
    assertThat(phone.reset()).isEqualTo(Reset.EXPIRED);
    assertThat(place.sync.pull(phone.reader, phone.cursor, head + 15, 50).entries()).hasSize(10);
  }
}
