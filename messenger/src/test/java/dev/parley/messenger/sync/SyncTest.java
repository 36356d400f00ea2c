package dev.parley.messenger.sync;

import static dev.parley.messenger.sync.SyncWorld.DAY;
import static dev.parley.messenger.sync.SyncWorld.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.SyncCursors.Reader;
import dev.parley.messenger.sync.SyncWorld.Device;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that follows its cursor gets everything, or is told to begin again. */
@ParameterizedClass
@EnumSource(Engine.class)
class SyncTest {
  private final SyncWorld place;
  private final long ann;
  private final long ben;
  private final long group;
  private final Device phone;

  SyncTest(Engine engine) {
    place = new SyncWorld(engine);
    ann = place.world.person("ann");
    ben = place.world.person("ben");
    group = place.world.group(ann, ben);
    place.drain();
    phone = place.device(ben);
  }

  @AfterEach
  void close() {
    place.close();
  }

  private long say(String text) {
    return place.world.say(ann, group, text).seq();
  }

  private void assertRefused(RefusalCode code, String field, Runnable call) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(call::run)
        .satisfies(refusal -> {
          assertThat(refusal.code()).isEqualTo(code);
          assertThat(refusal.field()).isEqualTo(field);
        });
  }

  private void assertNotACursor(Reader reader, @Nullable String cursor) {
    assertRefused(
        RefusalCode.INVALID_CURSOR, "cursor", () -> place.sync.pull(reader, cursor, null, 50));
  }

  @Test
  void shouldBeginWithASnapshotAndGoOnWithWhatCameAfterIt() {
    assertThat(phone.reset()).isEqualTo(Reset.FIRST);
    Snapshot snapshot = phone.begin();
    assertThat(snapshot.conversations())
        .singleElement()
        .satisfies(part -> {
          assertThat(part.summary().conversation().id()).isEqualTo(group);
          assertThat(part.messages().messages()).hasSize(1);
        });
    assertThat(snapshot.head()).isPositive();
    long one = say("one");
    long two = say("two");
    place.drain();
    assertThat(messages(phone.follow())).containsExactly(one, two);
    assertThat(phone.got)
        .extracting(Pointer::preview)
        .containsExactly(
            new Preview(ann, 0, "one", place.world.now().toEpochMilli()),
            new Preview(ann, 0, "two", place.world.now().toEpochMilli()));
    assertThat(phone.follow()).isEmpty();
  }

  @Test
  void shouldGivePagesThatFollowEachOther() {
    phone.begin();
    for (int i = 0; i < 5; i++) {
      say("hello");
    }
    place.drain();
    Pull first = place.sync.pull(phone.reader, phone.cursor, null, 3);
    assertThat(first.entries()).hasSize(3);
    assertThat(first.more()).isTrue();
    Pull second = place.sync.pull(phone.reader, first.cursor(), null, 3);
    assertThat(second.entries()).hasSize(2);
    assertThat(second.more()).isFalse();
    assertThat(second.entries().getFirst().syncSeq())
        .isEqualTo(first.entries().getLast().syncSeq() + 1);
    assertThat(second.head()).isEqualTo(second.entries().getLast().syncSeq());
  }

  @Test
  void shouldGoOnFromWherePushesHaveCome() {
    long head = phone.begin().head();
    say("pushed");
    long asked = say("asked for");
    place.drain();
    Pull pull = place.sync.pull(phone.reader, phone.cursor, head + 1, 50);
    assertThat(messages(pull.entries())).containsExactly(asked);
    assertRefused(
        RefusalCode.INVALID_FIELD,
        "at",
        () -> place.sync.pull(phone.reader, phone.cursor, head - 1, 50));
  }

  @Test
  void shouldRefuseACursorThatWasNotGivenToThisDevice() {
    phone.begin();
    String cursor = String.valueOf(phone.cursor);
    assertNotACursor(place.device(ben).reader, cursor);
    assertNotACursor(place.device(ann).reader, cursor);
    assertNotACursor(new Reader(ann, phone.reader.deviceId()), cursor);
    for (int i = 0; i < cursor.length(); i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
      if (i < cursor.length() - 1) { // the last character has bits that mean nothing
        assertNotACursor(phone.reader, changed);
      }
    }
    assertNotACursor(phone.reader, "");
    assertNotACursor(phone.reader, "not base 64!");
    assertNotACursor(phone.reader, cursor + "AAAA");
    assertNotACursor(phone.reader, "A".repeat(100_000));
    assertThat(phone.follow()).isEmpty();
  }

  @Test
  void shouldTakeACursorOnEveryNode() {
    phone.begin();
    Sync other = place.another();
    assertThat(other.pull(phone.reader, phone.cursor, null, 50).reset()).isNull();
  }

  @Test
  void shouldResetACursorOfAnEarlierLifeOfTheStore() {
    phone.begin();
    say("hello");
    place.drain();
    place.world.in((handle, _) -> {
      place.epoch.renew(handle);
      return 0;
    });
    assertThat(phone.reset()).isEqualTo(Reset.EPOCH);
    phone.begin();
    assertThat(phone.follow()).isEmpty();
    assertThat(place.sync.resets().of(Reset.EPOCH)).isEqualTo(1);
  }

  @Test
  void shouldResetACursorAboveTheHead() {
    phone.begin();
    say("lost");
    place.drain();
    phone.follow();
    place.world.execute("update user_sync set last_seq = last_seq - 1 where user_id = ?", ben);
    assertThat(phone.reset()).isEqualTo(Reset.AHEAD);
    long head = phone.begin().head();
    assertThat(place.sync.pull(phone.reader, phone.cursor, head + 1, 50).reset())
        .as("by what the device says itself")
        .isEqualTo(Reset.AHEAD);
  }

  @Test
  void shouldResetWhoLacksMoreThanASnapshotCosts() {
    phone.begin();
    long most = Bound.LOG_PENDING.value();
    var seqs = new ArrayList<Long>();
    fill(most);
    Pull pull = phone.pull();
    assertThat(pull.reset()).as("as many as may be").isNull();
    pull.entries().forEach(entry -> seqs.add(entry.syncSeq()));
    assertThat(seqs).hasSize(200);
    fill(1);
    Pull far = phone.pull();
    assertThat(far.reset()).isEqualTo(Reset.TOO_FAR);
    assertThat(far.cursor()).isNull();
    assertThat(far.entries()).isEmpty();
    phone.begin();
    assertThat(phone.follow()).isEmpty();
  }

  /** Entries about the reader alone, as many as asked for. */
  private void fill(long entries) {
    place.world.in((handle, _) -> {
      for (long i = 0; i < entries; i++) {
        place.world.outbox.toUserAlone(handle, SyncKind.CONTACT, place.world.ids.next(), ben);
      }
      return 0;
    });
    place.drain();
  }

  @Test
  void shouldResetADeviceThatWasAwayForEightDays() {
    phone.begin();
    Device laptop = place.device(ben);
    laptop.begin();
    say("old");
    place.drain();
    place.world.passes(8 * DAY);
    laptop.follow();
    place.park();
    place.retain();
    assertThat(phone.reset()).as("the other device kept the log alive").isEqualTo(Reset.EXPIRED);
    phone.begin();
    long fresh = say("fresh");
    place.drain();
    assertThat(messages(phone.follow())).containsExactly(fresh);
    assertThat(messages(laptop.follow())).containsExactly(fresh);
  }

  @Test
  void shouldParkWhoeverIsAwayAndMissNothingAfterwards() {
    phone.begin();
    Device laptop = place.device(ben);
    laptop.begin();
    place.world.passes(8 * DAY);
    place.park();
    assertThat(place.world.number("select parked from user_sync where user_id = ?", ben)).isOne();
    long away = say("while away");
    assertThat(place.drain()).as("nothing is written").noneMatch(one -> one.userId() == ben);
    assertThat(place.sync.greet(ben).head())
        .as("told at connect, above every old place")
        .isPositive();
    assertThat(phone.reset()).isEqualTo(Reset.PARKED);
    Snapshot snapshot = phone.begin();
    assertThat(snapshot.conversations().getFirst().messages().messages())
        .extracting(message -> message.seq())
        .contains(away);
    long fresh = say("fresh");
    place.drain();
    assertThat(messages(phone.follow())).containsExactly(fresh);
    assertThat(laptop.reset())
        .as("it lacks what was not written, though its number is one of the log's")
        .isEqualTo(Reset.EXPIRED);
  }

  @Test
  void shouldParkNobodyWhoseDeviceWasSeen() {
    phone.begin();
    place.world.passes(8 * DAY);
    long now = place.world.now().toEpochMilli();
    place.world.execute("update account set last_seen_at = ? where user_id = ?", now, ben);
    place.park();
    assertThat(place.world.number("select parked from user_sync where user_id = ?", ben)).isZero();
    place.world.passes(8 * DAY);
    place.sync.greet(ben);
    place.park();
    assertThat(place.world.number("select parked from user_sync where user_id = ?", ben)).isZero();
  }

  @Test
  void shouldGoOnWhenTheClockIsSetBackAnHour() {
    phone.begin();
    var said = new ArrayList<Long>();
    said.add(say("before"));
    place.drain();
    phone.follow();
    place.world.passes(-3_600_000);
    said.add(say("an hour earlier"));
    place.drain();
    place.retain();
    place.park();
    phone.follow();
    said.add(say("and again"));
    place.drain();
    phone.follow();
    assertThat(messages(phone.got)).as("each once, in order").isEqualTo(said);
    List<Long> numbers = phone.got.stream().map(Pointer::syncSeq).toList();
    assertThat(numbers)
        .isEqualTo(LongStream.rangeClosed(numbers.getFirst(), numbers.getLast()).boxed().toList());
  }

  @Test
  void shouldShowNothingOfWhatTheReaderMayNoLongerSee() {
    phone.begin();
    long cleared = say("cleared");
    place.drain();
    place.world.clear(group, ben);
    long recalled = say("recalled");
    long kept = say("kept");
    place.drain();
    place.world.edits.recall(group, recalled, ann);
    place.drain();
    List<Pointer> entries = SyncWorld.of(phone.follow(), SyncKind.NEW);
    assertThat(entries).extracting(Pointer::ref).containsExactly(cleared, recalled, kept);
    assertThat(entries.get(0).preview()).isNull();
    assertThat(entries.get(1).preview()).isNull();
    assertThat(entries.get(2).preview()).isNotNull();
    Device late = place.device(ben);
    late.begin();
    say("dissolved");
    place.drain();
    place.world.dissolve(group);
    place.drain();
    assertThat(SyncWorld.of(late.follow(), SyncKind.NEW))
        .singleElement()
        .extracting(Pointer::preview)
        .isNull();
  }

  @Test
  void shouldPushNothingOfWhatItsReaderDeletedBeforeItWasTold() {
    say("on its way");
    place.world.clear(group, ben);
    List<Pointer> pushed = SyncWorld.of(place.drain(), SyncKind.NEW);
    assertThat(pushed).extracting(Pointer::userId).containsExactlyInAnyOrder(ann, ben);
    assertThat(pushed)
        .allSatisfy(one -> assertThat(one.preview() == null).isEqualTo(one.userId() == ben));
  }

  @Test
  void shouldTellWhoLeavesDuringTheFanOutOfEverythingUpToTheLeaving() {
    phone.begin();
    long one = say("before");
    place.world.leave(group, ben);
    long left = place.world.number("select left_seq from member where user_id = ?", ben);
    say("behind the back");
    place.drain();
    List<Pointer> entries = phone.follow();
    assertThat(messages(entries)).containsExactly(one, left);
    assertThat(SyncWorld.of(entries, SyncKind.REMOVED)).hasSize(1);
  }

  @Test
  void shouldTellWhoRejoinsOfBothStaysAndOfNothingBetween() {
    phone.begin();
    long before = say("before"); // not told yet when the member leaves and comes back
    place.world.leave(group, ben);
    long left = place.world.number("select left_seq from member where user_id = ?", ben);
    long between = say("behind the back");
    place.world.join(group, ben);
    long back = say("welcome");
    place.drain();
    List<Pointer> entries = phone.follow();
    assertThat(left).isEqualTo(between - 1);
    assertThat(messages(entries)).containsExactly(before, left, back - 1, back);
    assertThat(SyncWorld.of(entries, SyncKind.CONVERSATION)).isNotEmpty();
    assertThat(place.world.pages.before(group, ben, Long.MAX_VALUE, 50).messages())
        .extracting(Message::seq)
        .contains(before, left, back)
        .doesNotContain(between);
  }

  @Test
  void shouldFindADeviceThatGetsTheSameEntriesAgainAndAgain() {
    phone.begin();
    say("hello");
    place.drain();
    for (int i = 0; i < Bound.SAME_ENTRIES.count(); i++) {
      phone.pull();
    }
    assertThat(place.sync.loops()).isZero();
    phone.pull();
    phone.pull();
    assertThat(place.sync.loops()).as("told once").isOne();
    phone.follow();
    say("again");
    place.drain();
    phone.pull();
    assertThat(place.sync.loops()).isOne();
  }
}
