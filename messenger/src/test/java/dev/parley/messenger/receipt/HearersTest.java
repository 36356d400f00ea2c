package dev.parley.messenger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageSent;
import dev.parley.messenger.message.OnGroup;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HearersTest extends OnGroup {
  private final Hearers hearers;

  HearersTest(Engine engine) {
    super(engine);
    hearers = new Hearers(world.transactions(), world.all.access());
  }

  @Test
  void shouldTellEachWhatIsUnreadForThem() {
    Sent first = world.say(ann, group, "one");
    Sent second = world.say(bob, group, "two");
    Sent third = world.say(ann, group, "three");
    world.receipts.read(group, cid, first.seq());
    assertThat(heard(third))
        .containsExactly(
            new Hearers.Hearer(ann, List.of(second.messageId())),
            new Hearers.Hearer(bob, List.of(first.messageId(), third.messageId())),
            new Hearers.Hearer(cid, List.of(second.messageId(), third.messageId())));
  }

  @Test
  void shouldAskOnlyForThoseWhoAreWanted() {
    Sent sent = world.say(ann, group, "hello");
    assertThat(hearers.of(message(sent), Set.of(bob, World.NOBODY)).orElseThrow().hearers())
        .extracting(Hearers.Hearer::userId)
        .containsExactly(bob);
  }

  @Test
  void shouldLeaveOutWhoHasLeftAndWhoCameLater() {
    Sent sent = world.say(ann, group, "hello");
    long late = world.person("late");
    world.join(group, late);
    world.leave(group, bob);
    assertThat(heard(sent)).extracting(Hearers.Hearer::userId).containsExactly(ann, cid);
  }

  @Test
  void shouldNotCallUnreadWhatWasRecalledClearedOrDeletedForOneself() {
    Sent recalled = world.say(ann, group, "a slip");
    Sent deleted = world.say(ann, group, "not for bob");
    Sent last = world.say(ann, group, "hello");
    world.edits.recall(group, recalled.seq(), ann);
    world.all.myDeletions().delete(bob, group, List.of(deleted.seq()));
    assertThat(heard(last))
        .contains(
            new Hearers.Hearer(bob, List.of(last.messageId())),
            new Hearers.Hearer(cid, List.of(deleted.messageId(), last.messageId())));
    world.clear(group, cid);
    Sent after = world.say(ann, group, "again");
    assertThat(heard(after)).contains(new Hearers.Hearer(cid, List.of(after.messageId())));
  }

  @Test
  void shouldHaveNobodyHearOfADissolvedGroup() {
    Sent sent = world.say(ann, group, "hello");
    world.dissolve(group);
    assertThat(hearers.of(message(sent), Set.of(ann, bob))).isEmpty();
  }

  @Test
  void shouldNotBringWhatSomebodyHasAlreadyDeletedForThemselves() {
    Sent sent = world.say(ann, group, "hello");
    world.clear(group, cid);
    assertThat(heard(sent)).extracting(Hearers.Hearer::userId).containsExactly(ann, bob);
  }

  @Test
  void shouldCallUnreadOnlyWhatWasSaidWhileOneIsThere() {
    world.say(ann, group, "before");
    long late = world.person("late");
    world.join(group, late);
    world.leave(group, bob);
    world.say(ann, group, "without bob");
    world.join(group, bob);
    Sent last = world.say(cid, group, "hello");
    assertThat(heard(last)).contains(new Hearers.Hearer(bob, List.of(last.messageId())));
    assertThat(heard(last))
        .filteredOn(one -> one.userId() == late)
        .singleElement()
        .satisfies(one -> assertThat(one.unread()).hasSize(2).endsWith(last.messageId()));
  }

  @Test
  void shouldCallTheFirstMessageOfTwoPeopleUnread() {
    Sent first =
        world.messages.send(
            new SendCommand(
                ann, new Target.ToUser(bob), "first", new Content.Text("hello"), null, null));
    assertThat(heard(first))
        .containsExactly(
            new Hearers.Hearer(ann, List.of()),
            new Hearers.Hearer(bob, List.of(first.messageId())));
  }

  @Test
  void shouldNotCallUnreadWhatWasTakenAwayByAge() {
    Sent old = world.say(ann, group, "long ago");
    Sent kept = world.say(ann, group, "lately");
    world.purge(group, old.seq());
    assertThat(heard(kept)).contains(new Hearers.Hearer(bob, List.of(kept.messageId())));
  }

  @Test
  void shouldLookAtOnlySoManyForUnreadOnes() {
    var ids = new ArrayList<Long>();
    Sent last = world.say(ann, group, "the first");
    for (int i = 0; i < Bound.UNREAD_SHOWN.value(); i++) {
      last = world.say(ann, group, "more");
      ids.add(last.messageId());
    }
    assertThat(heard(last)).contains(new Hearers.Hearer(bob, ids));
  }

  @Test
  void shouldFindEverybodyInALargeGroup() {
    world.execute(
        """
        insert into member (conversation_id, user_id, join_seq, joined_at)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
        select ?, 100000 + i, 1, 0 from n
        """,
        group);
    Sent sent = world.say(ann, group, "hello, all");
    assertThat(heard(sent))
        .hasSize(1003)
        .extracting(Hearers.Hearer::userId)
        .doesNotHaveDuplicates()
        .contains(ann, 100_001L, 100_500L, 100_501L, 101_000L);
    assertThat(hearers.of(message(sent), Set.of(100_007L, bob)).orElseThrow().hearers())
        .extracting(Hearers.Hearer::userId)
        .containsExactlyInAnyOrder(100_007L, bob);
    Set<Long> many = LongStream.range(100_001, 100_700).boxed().collect(Collectors.toSet());
    assertThat(hearers.of(message(sent), many).orElseThrow().hearers())
        .extracting(Hearers.Hearer::userId)
        .containsExactlyInAnyOrderElementsOf(many);
  }

  private List<Hearers.Hearer> heard(Sent sent) {
    return hearers.of(message(sent), everybody()).orElseThrow().hearers();
  }

  private Set<Long> everybody() {
    return world
        .transactions()
        .read(handle -> handle.createQuery("select user_id from member").mapTo(Long.class).set());
  }

  private Message message(Sent sent) {
    return world.told.stream()
        .filter(MessageSent.class::isInstance)
        .map(event -> ((MessageSent) event).message())
        .filter(message -> message.messageId() == sent.messageId())
        .findFirst()
        .orElseThrow();
  }
}
