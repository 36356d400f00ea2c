package dev.parley.messenger.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.World;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.presence.Presence;
import dev.parley.messenger.receipt.Position;
import dev.parley.store.Engine;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What people settle about themselves, on every path of the services. */
@ParameterizedClass
@EnumSource(Engine.class)
class PrivacyTest {
  private final World world;
  private long ann;
  private long ben;

  PrivacyTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    ann = world.person("ann");
    ben = world.person("ben");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void reach(long who, Circle circle) {
    world.privacy.change(who, new PrivacyChange(null, null, circle));
  }

  private void lastSeen(long who, Circle circle) {
    world.privacy.change(who, new PrivacyChange(circle, null, null));
  }

  private void receipts(long who, boolean on) {
    world.privacy.change(who, new PrivacyChange(null, on, null));
  }

  private SendCommand to(long sender, long receiver) {
    return new SendCommand(
        sender,
        new Target.ToUser(receiver),
        "c" + world.ids.next(),
        new Content.Text("hello"),
        null,
        null);
  }

  private static void assertNotReachable(ThrowingCallable work, String field) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_REACHABLE);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }

  @Test
  void shouldChangeOnlyWhatIsGivenAndTellOwnDevicesOnce() {
    assertThat(world.privacy.settings(ann)).isEqualTo(PrivacySettings.DEFAULTS);
    world.told.clear();
    receipts(ann, false);
    reach(ann, Circle.CONTACTS);
    reach(ann, Circle.CONTACTS);
    assertThat(world.privacy.settings(ann))
        .isEqualTo(new PrivacySettings(Circle.EVERYBODY, false, Circle.CONTACTS));
    assertThat(world.told).hasSize(2).hasOnlyElementsOfType(PrivacyChanged.class);
    assertThat(
            world.number(
                "select count(*) from outbox where user_id = ? and kind = ?",
                ann,
                SyncKind.SETTINGS.stored()))
        .isEqualTo(2);
    assertThat(world.privacy.settings(ben)).isEqualTo(PrivacySettings.DEFAULTS);
  }

  @Test
  void shouldLetNobodyNewWriteFirstWhereverTheFirstWordIsSaid() {
    reach(ann, Circle.NOBODY);
    assertNotReachable(() -> world.all.directs().open(ben, ann), "user_id");
    assertNotReachable(() -> world.messages.send(to(ben, ann)), "user_id");
    assertThat(world.number("select count(*) from conversation")).isZero();
    // one that ann has begun without a word
    long empty = world.all.directs().open(ann, ben).conversation().id();
    assertNotReachable(() -> world.say(ben, empty, "hello"), "user_id");
    assertThat(world.number("select last_seq from conversation where conversation_id = ?", empty))
        .isZero();
    world.say(ann, empty, "it is me");
    world.say(ben, empty, "hello");
  }

  @Test
  void shouldKeepWhatHadBegunBefore() {
    long chat = world.messages.send(to(ben, ann)).conversationId();
    reach(ann, Circle.NOBODY);
    world.say(ben, chat, "still here");
    assertThat(world.messages.send(to(ben, ann)).conversationId()).isEqualTo(chat);
  }

  @Test
  void shouldCountWhomOneWroteToAsContacts() {
    reach(ann, Circle.CONTACTS);
    assertNotReachable(
        () -> world.all.groups().create(ben, new Groups.Plan("x", null, List.of(ann))),
        "member_ids");
    world.messages.send(to(ann, ben));
    world.all.groups().create(ben, new Groups.Plan("x", null, List.of(ann)));
    long cid = world.person("cid");
    assertNotReachable(() -> world.messages.send(to(cid, ann)), "user_id");
    world.contacts.add(ann, cid, null);
    world.messages.send(to(cid, ann));
  }

  @Test
  void shouldAddNobodyToGroupsWhoDoesNotWantToAndLetThemComeByALink() {
    long cid = world.person("cid");
    long group = world.group(ben, cid);
    reach(ann, Circle.NOBODY);
    world.contacts.add(ann, ben, null);
    assertNotReachable(
        () -> world.all.memberships().add(ben, group, List.of(ann, cid)), "user_ids");
    String secret = world.all.invites().create(ben, group, null, null).secret();
    world.all.invites().join(ann, secret);
    // who is in is not added
    assertThat(world.all.memberships().add(ben, group, List.of(ann))).isEmpty();
  }

  @Test
  void shouldStandBelowBackEndsAndTheServersOwnAccount() {
    reach(ann, Circle.NOBODY);
    long group = world.group(ben);
    world.all.memberships().add(ben, group, List.of(ann), Approach.BACK_END);
    var plan = new Groups.Plan("x", null, List.of(ann), null, Approach.BACK_END);
    world.all.groups().create(ben, plan);
    world.messages.send(to(ben, ann).by(Approach.BACK_END));
    world.messages.send(to(1, ann));
  }

  @Test
  void shouldHideReadingInBothDirectionsOfADirectConversation() {
    long chat = world.all.directs().open(ann, ben).conversation().id();
    long first = world.say(ann, chat, "one").seq();
    long second = world.say(ben, chat, "two").seq();
    receipts(ann, false);
    world.told.clear();
    world.receipts.delivered(chat, ben, first);
    world.receipts.read(chat, ben, first);
    world.receipts.read(chat, ann, second);
    assertThat(world.told)
        .filteredOn(ReceiptMoved.class::isInstance)
        .extracting(event -> ((ReceiptMoved) event).shown())
        .containsExactly(
            ReceiptMoved.Shown.DELIVERED, ReceiptMoved.Shown.NOTHING, ReceiptMoved.Shown.DELIVERED);
    assertThat(world.receipts.positions(chat, ann))
        .extracting(Position::userId, Position::readSeq, Position::deliveredSeq)
        .containsExactly(tuple(ann, second, second), tuple(ben, 0L, first));
    assertThat(world.receipts.positions(chat, ben))
        .extracting(Position::userId, Position::readSeq, Position::readAt)
        .contains(tuple(ann, 0L, null));
    assertThat(world.receipts.seen(chat, ann, first).seenCount()).isZero();
    assertThat(world.receipts.seen(chat, ann, first).notSeenCount()).isZero();
    assertThat(world.receipts.unread(chat, ann).messages()).isZero();
    receipts(ann, true);
    assertThat(world.receipts.seen(chat, ann, first).seen()).containsExactly(ben);
  }

  @Test
  void shouldNeverTellOfReadingByASendEither() {
    long chat = world.all.directs().open(ann, ben).conversation().id();
    long first = world.say(ann, chat, "one").seq();
    world.receipts.delivered(chat, ben, first);
    receipts(ben, false);
    world.told.clear();
    var text = new Content.Text("answer");
    var where = new Target.InConversation(chat);
    world.messages.send(new SendCommand(ben, where, "seen", text, null, first));
    assertThat(world.told)
        .filteredOn(ReceiptMoved.class::isInstance)
        .extracting(event -> ((ReceiptMoved) event).shown())
        .containsExactly(ReceiptMoved.Shown.NOTHING);
  }

  @Test
  void shouldGoOnTellingWhoHasReadInGroups() {
    long group = world.group(ann, ben);
    receipts(ben, false);
    long seq = world.say(ann, group, "hello").seq();
    world.receipts.read(group, ben, seq);
    assertThat(world.receipts.seen(group, ann, seq).seen()).containsExactly(ben);
  }

  @Test
  void shouldShowPresenceOnlyWhereBothShowIt() {
    long cid = world.person("cid");
    world.group(ann, ben, cid);
    var presence =
        new Presence(
            world.transactions(),
            world::now,
            NodeLease.take(world.transactions(), world::now, new SecureRandom()));
    Set<Long> all = Set.of(ann, ben, cid);
    assertThat(presence.visible(ann, all)).isEqualTo(all);
    assertThat(presence.watchers(ann, all)).isEqualTo(all);

    lastSeen(ben, Circle.NOBODY);
    assertThat(presence.view(ann, all).lastSeen().keySet()).containsOnly(ann, cid);
    assertThat(presence.visible(ben, all)).containsOnly(ben);
    assertThat(presence.watchers(ben, all)).containsOnly(ben);

    lastSeen(ben, Circle.CONTACTS);
    assertThat(presence.visible(ben, all)).containsOnly(ben);
    world.contacts.add(ben, ann, null);
    assertThat(presence.visible(ann, all)).isEqualTo(all);
    assertThat(presence.visible(cid, all)).containsOnly(ann, cid);
    assertThat(presence.watchers(ben, all)).containsOnly(ann, ben);
    assertThat(presence.visible(ben, all)).containsOnly(ann, ben);
  }
}
