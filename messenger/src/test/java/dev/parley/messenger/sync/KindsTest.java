package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Role;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.SyncWorld.Device;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a person does on one device, the other ones learn by exactly one entry of its kind. */
@ParameterizedClass
@EnumSource(Engine.class)
class KindsTest {
  private final SyncWorld place;
  private final long ann;
  private final long ben;
  private final long group;
  private final Device annElsewhere;
  private final Device benElsewhere;

  KindsTest(Engine engine) {
    place = new SyncWorld(engine);
    ann = place.world.person("ann");
    ben = place.world.person("ben");
    group = place.world.group(ann, ben);
    place.drain();
    annElsewhere = place.device(ann);
    annElsewhere.begin();
    benElsewhere = place.device(ben);
    benElsewhere.begin();
  }

  @AfterEach
  void close() {
    place.close();
  }

  /** Does something, and finds its one entry in a device's log. */
  private void assertOne(Device device, SyncKind kind, Runnable action) {
    device.follow();
    action.run();
    place.drain();
    List<Pointer> entries = SyncWorld.of(device.follow(), kind);
    assertThat(entries).as("entries of the kind %s", kind).hasSize(1);
    assertThat(entries.getFirst().conversationId()).isEqualTo(kind == SyncKind.CONTACT ? 0 : group);
  }

  /** Of what only oneself sees, nothing else is told to oneself, and nothing to the other. */
  private void assertMine(Runnable action) {
    place.drain();
    annElsewhere.follow();
    assertOne(benElsewhere, SyncKind.MEMBER_SELF, action);
    assertThat(annElsewhere.follow()).as("told to others").isEmpty();
  }

  private long say() {
    long seq = place.world.say(ann, group, "hello").seq();
    place.drain();
    return seq;
  }

  @Test
  void shouldTellMyReadingElsewhere() {
    long seq = say();
    assertMine(() -> place.world.receipts.read(group, ben, seq));
    assertMine(() -> place.world.receipts.markUnread(group, ben));
  }

  @Test
  void shouldTellMyReadingBySendingElsewhere() {
    long seq = say();
    assertOne(
        benElsewhere,
        SyncKind.MEMBER_SELF,
        () -> {
          var command = place.world.text(ben, group, "answer");
          place.world.messages.send(
              new SendCommand(
                  command.senderId(),
                  command.target(),
                  command.clientMsgId(),
                  command.content(),
                  command.replySeq(),
                  seq));
        });
  }

  @Test
  void shouldTellMyDraftElsewhere() {
    assertMine(() -> place.world.all.mySettings().draft(ben, group, "not yet"));
    assertMine(() -> place.world.all.mySettings().draft(ben, group, null));
  }

  @Test
  void shouldTellMyPinElsewhere() {
    assertMine(() -> place.world.all.mySettings().pin(ben, group));
    assertMine(() -> place.world.all.mySettings().unpin(ben, group));
  }

  @Test
  void shouldTellMyMuteElsewhere() {
    long later = place.world.now().toEpochMilli() + 60_000;
    assertMine(() -> place.world.all.mySettings().mute(ben, group, later));
    assertMine(() -> place.world.all.mySettings().mute(ben, group, null));
  }

  @Test
  void shouldTellMyDeletionElsewhere() {
    assertMine(() -> place.world.clear(group, ben));
  }

  @Test
  void shouldTellARename() {
    Runnable rename =
        () -> place.world.all.groups().change(ann, group, new Groups.Change("other", null));
    assertOne(annElsewhere, SyncKind.CONVERSATION, rename);
    assertThat(SyncWorld.of(benElsewhere.follow(), SyncKind.CONVERSATION)).hasSize(1);
  }

  @Test
  void shouldTellOfWhoJoins() {
    long cat = place.world.person("cat");
    Device cats = place.device(cat);
    cats.begin();
    assertOne(annElsewhere, SyncKind.CONVERSATION, () -> place.world.join(group, cat));
    assertThat(SyncWorld.of(benElsewhere.follow(), SyncKind.CONVERSATION)).hasSize(1);
    assertThat(SyncWorld.of(cats.follow(), SyncKind.CONVERSATION)).hasSize(1);
  }

  @Test
  void shouldTellOfWhoLeaves() {
    assertOne(benElsewhere, SyncKind.REMOVED, () -> place.world.leave(group, ben));
    assertThat(SyncWorld.of(annElsewhere.follow(), SyncKind.CONVERSATION)).hasSize(1);
    assertThat(SyncWorld.of(annElsewhere.got, SyncKind.REMOVED)).isEmpty();
  }

  @Test
  void shouldTellOfWhoIsKicked() {
    assertOne(
        benElsewhere,
        SyncKind.REMOVED,
        () -> place.world.all.memberships().remove(ann, group, ben));
    assertThat(SyncWorld.of(annElsewhere.follow(), SyncKind.CONVERSATION)).hasSize(1);
  }

  @Test
  void shouldTellOfRolesAndSilence() {
    assertOne(
        benElsewhere,
        SyncKind.CONVERSATION,
        () -> place.world.all.roles().setRole(ann, group, ben, Role.ADMIN));
    long later = place.world.now().toEpochMilli() + 60_000;
    assertOne(
        benElsewhere,
        SyncKind.CONVERSATION,
        () -> place.world.all.roles().silence(ann, group, ben, later));
    assertOne(
        benElsewhere,
        SyncKind.CONVERSATION,
        () -> place.world.all.roles().handOver(ann, group, ben));
  }

  @Test
  void shouldTellOfADissolution() {
    assertOne(benElsewhere, SyncKind.REMOVED, () -> place.world.dissolve(group));
    assertThat(SyncWorld.of(annElsewhere.follow(), SyncKind.REMOVED)).hasSize(1);
  }

  @Test
  void shouldTellMyBlocksElsewhere() {
    assertOne(annElsewhere, SyncKind.CONTACT, () -> place.world.blocks.block(ann, ben));
    assertOne(annElsewhere, SyncKind.CONTACT, () -> place.world.blocks.unblock(ann, ben));
    assertThat(benElsewhere.follow()).as("told to the blocked one").isEmpty();
  }

  @Test
  void shouldTellMyContactsElsewhere() {
    assertOne(annElsewhere, SyncKind.CONTACT, () -> place.world.contacts.add(ann, ben, null));
    assertOne(
        annElsewhere, SyncKind.CONTACT, () -> place.world.contacts.setAlias(ann, ben, "Benny"));
    assertOne(annElsewhere, SyncKind.CONTACT, () -> place.world.contacts.remove(ann, ben));
    assertThat(benElsewhere.follow()).isEmpty();
  }

  @Test
  void shouldTellOfEveryChangeOfAMessage() {
    long seq = say();
    assertOne(
        benElsewhere, SyncKind.CHANGE, () -> place.world.edits.edit(group, seq, ann, "other"));
    assertOne(
        benElsewhere, SyncKind.CHANGE, () -> place.world.reactions.add(group, seq, ben, "👍"));
    assertOne(benElsewhere, SyncKind.CHANGE, () -> place.world.pins.pin(group, seq, ann));
    assertOne(benElsewhere, SyncKind.CHANGE, () -> place.world.edits.recall(group, seq, ann));
    assertThat(SyncWorld.of(annElsewhere.follow(), SyncKind.CHANGE)).hasSize(4);
  }

  @Test
  void shouldTellOfAMessageItself() {
    assertOne(benElsewhere, SyncKind.NEW, this::say);
    assertThat(SyncWorld.of(annElsewhere.follow(), SyncKind.NEW)).hasSize(1);
  }
}
