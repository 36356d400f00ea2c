package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.sync.SyncHistory.Ack;
import dev.parley.messenger.sync.SyncHistory.Device;
import dev.parley.messenger.sync.SyncHistory.History;
import dev.parley.messenger.sync.SyncHistory.Line;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where devices stand, and when they came there. */
@ParameterizedClass
@EnumSource(Engine.class)
class SyncHistoryTest {
  private final SyncWorld place;
  private final long ann;
  private final long ben;
  private final long group;
  private final SyncWorld.Device phone;
  private final long start;

  SyncHistoryTest(Engine engine) {
    place = new SyncWorld(engine);
    ann = place.world.person("ann");
    ben = place.world.person("ben");
    group = place.world.group(ann, ben);
    place.drain();
    phone = place.device(ben);
    start = phone.begin().head();
  }

  @AfterEach
  void close() {
    place.close();
  }

  private void say(int times) {
    for (int i = 0; i < times; i++) {
      place.world.say(ann, group, "hello");
    }
    place.drain();
  }

  private long position() {
    return history().devices().getFirst().position();
  }

  private History history() {
    return place.history.page(ben, null, null);
  }

  private List<Ack> acks(long syncSeq) {
    return history().lines().items().stream()
        .filter(line -> line.syncSeq() == syncSeq)
        .map(Line::acks)
        .findFirst()
        .orElseThrow();
  }

  private void ack(long at) {
    place.sync.ack(phone.reader, String.valueOf(phone.cursor), at);
  }

  @Test
  void shouldMoveAPositionUpAlone() {
    say(5);
    ack(start + 3);
    assertThat(position()).isEqualTo(start + 3);
    ack(start + 1);
    assertThat(position()).isEqualTo(start + 3);
    phone.pull();
    assertThat(position()).isEqualTo(start + 3);
    phone.follow();
    phone.pull();
    assertThat(position()).isEqualTo(start + 5);
  }

  @Test
  void shouldMoveAPositionUpAloneWhenTwoRequestsCross() {
    say(5);
    ack(start + 4);
    var late = new Positions(place.transactions, place.world::now);
    late.reached(phone.reader, new Positions.Reached(start + 1, start + 2), 0, LogState.NONE);
    assertThat(position()).as("by what was read before the other one wrote").isEqualTo(start + 4);
  }

  @Test
  void shouldNoteNothingThatCannotBeRight() {
    ack(start + 1);
    assertThat(position()).as("above the head").isZero();
    say(1);
    place.world.in((handle, _) -> {
      place.epoch.renew(handle);
      return 0;
    });
    ack(start + 1);
    assertThat(position()).as("of another epoch").isZero();
  }

  @Test
  void shouldTellWhichDeviceHadWhatWhenAndHow() {
    say(2);
    long pulled = place.world.now().toEpochMilli();
    phone.follow();
    phone.pull();
    place.world.passes(1_000);
    say(2);
    ack(start + 3);
    long pushed = place.world.now().toEpochMilli();
    SyncWorld.Device laptop = place.device(ben);
    long id = phone.reader.deviceId();
    assertThat(acks(start + 1)).containsExactly(new Ack(id, pulled, false));
    assertThat(acks(start + 2)).containsExactly(new Ack(id, pulled, false));
    assertThat(acks(start + 3)).containsExactly(new Ack(id, pushed, true));
    assertThat(acks(start + 4)).isEmpty();
    assertThat(history().devices())
        .containsExactly(
            new Device(id, "phone", start + 3, pushed),
            new Device(laptop.reader.deviceId(), "phone", 0, null));
    assertThat(history().lines().items())
        .extracting(Line::syncSeq)
        .startsWith(start + 4, start + 3, start + 2);
  }

  @Test
  void shouldGoInPages() {
    say(5);
    History first = place.history.page(ben, null, 3);
    assertThat(first.lines().items())
        .extracting(Line::syncSeq)
        .containsExactly(start + 5, start + 4, start + 3);
    History second = place.history.page(ben, first.lines().next(), 3);
    assertThat(second.lines().items()).extracting(Line::syncSeq).startsWith(start + 2, start + 1);
  }

  @Test
  void shouldKeepFewMarksAndForgetThemWithTheLog() {
    int most = Bound.MARKS_PER_DEVICE.count();
    place.world.in((handle, _) ->
        handle.execute(
            "update user_sync set last_seq = last_seq + ? where user_id = ?", 2L * most, ben));
    for (int i = 1; i <= most + 20; i++) {
      ack(start + i);
    }
    assertThat(place.world.number("select count(*) from sync_mark")).isEqualTo(most);
    place.world.passes(8 * SyncWorld.DAY);
    place.world.execute(
        """
        insert into inbox (user_id, sync_seq, kind, conversation_id, ref, created_at)
        values (?, ?, 5, 0, 1, 0)
        """,
        ben,
        start + 2L * most);
    place.retain();
    assertThat(place.world.number("select count(*) from sync_mark")).isZero();
  }
}
