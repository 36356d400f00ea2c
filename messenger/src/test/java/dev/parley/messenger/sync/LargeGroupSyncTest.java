package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.SyncWorld.Device;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a group becomes too large for pointers, and small enough again, nobody misses anything. */
@ParameterizedClass
@EnumSource(Engine.class)
class LargeGroupSyncTest {
  private final SyncWorld place;
  private final long ann;
  private final long ben;
  private final long cat;
  private final long group;
  private final Device phone;

  LargeGroupSyncTest(Engine engine) {
    place = new SyncWorld(engine);
    ann = place.world.person("ann");
    ben = place.world.person("ben");
    cat = place.world.person("cat");
    group = place.world.group(ann, ben);
    place.drain();
    phone = place.device(ben);
    phone.begin();
  }

  @AfterEach
  void close() {
    place.close();
  }

  /** As if so many were in: the count is what decides. */
  private void count(int members) {
    place.world.execute(
        "update conversation set member_count = ? where conversation_id = ?", members, group);
  }

  private void becomeLarge() {
    count(Bound.POINTER_MEMBERS.count());
    place.world.join(group, cat);
  }

  private void becomeSmall() {
    count(Bound.POINTER_MEMBERS_AGAIN.count());
    place.world.leave(group, cat);
  }

  private long say() {
    return place.world.say(ann, group, "hello").seq();
  }

  private long lastSeq() {
    return place.world.number("select last_seq from conversation where conversation_id = ?", group);
  }

  private GroupHead head() {
    assertThat(phone.heads).hasSize(1);
    return phone.heads.getFirst();
  }

  @Test
  void shouldMissNothingWhenAGroupBecomesLarge() {
    assertThat(phone.heads).isEmpty();
    long waiting = say(); // its pointers are not yet written when the group grows
    becomeLarge();
    long behind = say();
    List<Pointer> told = place.drain();
    assertThat(told)
        .as("who listens hears of the change, since no head moves from now on")
        .anyMatch(one -> one.userId() == ben && one.kind() == SyncKind.CONVERSATION);
    List<Pointer> entries = phone.follow();
    assertThat(SyncWorld.messages(entries)).doesNotContain(waiting, behind);
    assertThat(SyncWorld.of(entries, SyncKind.CONVERSATION)).hasSize(1);
    assertThat(head().conversationId()).isEqualTo(group);
    assertThat(head().lastSeq()).isEqualTo(behind).isEqualTo(lastSeq());
    long later = say();
    place.drain();
    assertThat(phone.follow()).isEmpty();
    assertThat(head().lastSeq()).isEqualTo(later);
  }

  @Test
  void shouldMissNothingWhenAGroupBecomesSmallAgain() {
    becomeLarge();
    place.drain();
    phone.follow();
    say();
    place.drain();
    long waiting = say();
    becomeSmall();
    place.drain();
    List<Pointer> entries = phone.follow();
    assertThat(phone.heads).isEmpty();
    assertThat(SyncWorld.of(entries, SyncKind.CONVERSATION))
        .as("who asks for the conversation now sees how far it is")
        .hasSize(1);
    assertThat(lastSeq()).isGreaterThan(waiting);
    long later = say();
    place.drain();
    assertThat(SyncWorld.messages(phone.follow())).containsExactly(later);
  }

  @Test
  void shouldMissNothingWhenAGroupGoesBackAndForthBetweenTwoVisits() {
    say();
    becomeLarge();
    say();
    becomeSmall();
    say();
    becomeLarge();
    long last = say();
    place.drain();
    List<Pointer> entries = phone.follow();
    assertThat(SyncWorld.of(entries, SyncKind.CONVERSATION)).isNotEmpty();
    assertThat(head().lastSeq()).isEqualTo(last);
  }

  @Test
  void shouldTellWhoComesIntoALargeGroup() {
    becomeLarge();
    long dan = place.world.person("dan");
    Device dans = place.device(dan);
    dans.begin();
    place.drain();
    phone.follow();
    place.world.join(group, dan);
    place.drain();
    assertThat(SyncWorld.of(dans.follow(), SyncKind.CONVERSATION)).hasSize(1);
    assertThat(dans.heads).extracting(GroupHead::conversationId).containsExactly(group);
    assertThat(phone.follow()).as("the others compare versions").isEmpty();
    place.world.leave(group, dan);
    place.drain();
    assertThat(SyncWorld.of(dans.follow(), SyncKind.REMOVED)).hasSize(1);
    assertThat(dans.heads).isEmpty();
  }

  @Test
  void shouldMoveTheVersionsThatHeadsTell() {
    becomeLarge();
    place.drain();
    phone.follow();
    GroupHead before = head();
    long seq = say();
    place.world.reactions.add(group, seq, ann, "👍");
    place.world.all.roles().silence(ann, group, cat, place.world.now().toEpochMilli() + 60_000);
    place.world.receipts.read(group, ben, seq);
    place.drain();
    assertThat(SyncWorld.of(phone.follow(), SyncKind.MEMBER_SELF)).hasSize(1);
    assertThat(head().lastSeq()).isEqualTo(seq);
    assertThat(head().lastRev()).isEqualTo(before.lastRev() + 2);
    assertThat(head().version()).isGreaterThan(before.version());
    assertThat(head().myVersion()).isGreaterThan(before.myVersion());
  }
}
