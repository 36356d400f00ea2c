package dev.parley.messenger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.message.OnGroup;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ReceiptsTest extends OnGroup {

  ReceiptsTest(Engine engine) {
    super(engine);
  }

  @Test
  void shouldKeepTheHigherOfTwoDevicesPositions() {
    for (int i = 0; i < 20; i++) {
      world.say(ann, group, "hello");
    }
    long last = world.say(ann, group, "last").seq();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long seq = 1; seq <= last; seq++) {
        long up = seq;
        threads.execute(() -> world.receipts.read(group, bob, up));
        threads.execute(() -> world.receipts.read(group, bob, last + 1 - up));
      }
    }
    assertThat(world.receipts.unread(group, bob)).isEqualTo(new Unread(last, 0, 0));
    assertThat(world.receipts.read(group, bob, 3).readSeq()).isEqualTo(last);
    assertThat(world.receipts.read(group, bob, 3).deliveredSeq()).isEqualTo(last);
  }

  @Test
  void shouldNeverReadBeyondTheLog() {
    long last = world.say(ann, group, "hello").seq();
    assertThat(world.receipts.read(group, bob, 999).readSeq()).isEqualTo(last);
    world.say(ann, group, "again");
    assertThat(world.receipts.unread(group, bob).messages()).isOne();
  }

  @Test
  void shouldListWhoHasSeenAMessageAmongThoseWhoWereThere() {
    long seq = world.say(ann, group, "hello").seq();
    long late = world.person("late");
    world.join(group, late);
    world.receipts.read(group, bob, seq);
    SeenBy seen = world.receipts.seen(group, ann, seq);
    assertThat(seen.seen()).containsExactly(bob);
    assertThat(seen.notSeen()).containsExactly(cid);
    assertThat(world.receipts.positions(group, ann))
        .extracting(Position::userId)
        .containsExactly(ann, bob, cid, late);
    assertThatThrownBy(() -> world.receipts.seen(group, late, seq)).isInstanceOf(Refusal.class);
  }

  @Test
  void shouldCountMentionsUntilTheyAreReadOrRecalled() {
    world.say(ann, group, "@bob");
    long both = world.say(ann, group, "@bob @all").seq();
    long all = world.say(ann, group, "@all").seq();
    assertThat(world.receipts.unread(group, bob).mentions()).isEqualTo(3);
    assertThat(world.receipts.unread(group, cid).mentions()).isEqualTo(2);
    world.edits.recall(group, all, ann);
    assertThat(world.receipts.unread(group, bob).mentions()).isEqualTo(2);
    world.receipts.read(group, bob, both);
    assertThat(world.receipts.unread(group, bob).mentions()).isZero();
  }

  @Test
  void shouldGiveOnlyCountsAboveAHundredMembers() {
    for (int added = 0; added < 98; added += 49) {
      var more = new ArrayList<Long>();
      for (int i = 0; i < 49; i++) {
        more.add(world.person("m" + (added + i)));
      }
      world.all.memberships().add(ann, group, more);
    }
    long early = world.say(ann, group, "hello").seq();
    world.receipts.read(group, bob, early);
    assertThat(world.receipts.positions(group, bob)).as("101 members").isEmpty();
    assertThat(world.receipts.seen(group, ann, early))
        .isEqualTo(new SeenBy(1, 99, false, List.of(), List.of()));
    world.leave(group, cid);
    assertThat(world.receipts.positions(group, bob)).as("100 members").hasSize(100);
    assertThat(world.receipts.seen(group, ann, early).listed()).isTrue();
  }

  @Test
  void shouldMarkAsUnreadForOneAloneUntilItIsReadAgain() {
    long last = world.say(ann, group, "hello").seq();
    world.receipts.read(group, bob, last);
    world.receipts.markUnread(group, bob);
    world.receipts.markUnread(group, bob);
    assertThat(marked(bob)).isOne();
    assertThat(marked(cid)).isZero();
    assertThat(world.receipts.unread(group, bob)).isEqualTo(new Unread(last, 0, 0));
    assertThat(
            world.number(
                """
                select count(*) from outbox where user_id = ? and kind = ? and ref = (
                  select version from member where conversation_id = ? and user_id = ?)
                """,
                bob,
                SyncKind.MEMBER_SELF.stored(),
                group,
                bob))
        .isOne();
    world.receipts.read(group, bob, last);
    assertThat(marked(bob)).isZero();
  }

  private long marked(long person) {
    return world.number(
        "select marked_unread from member where conversation_id = ? and user_id = ?",
        group,
        person);
  }
}
