package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class MessageChangesTest {
  private final World world;
  private long ann;
  private long bob;
  private long group;

  MessageChangesTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    ann = world.person("ann");
    bob = world.person("bob");
    group = world.group(ann, bob);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldKeepEveryFormOfAnEditedTextForADay() {
    Sent sent = world.say(bob, group, "first");
    world.passes(Bound.EDIT_MILLIS.value());
    Message edited = world.edits.edit(group, sent.seq(), bob, "second @ann");
    assertThat(edited.text()).isEqualTo("second @ann");
    assertThat(edited.mentions()).containsExactly(ann);
    assertThat(edited.rev()).isEqualTo(sent.rev() + 1);
    assertThat(world.pages.edits(group, ann, sent.seq()))
        .containsExactly(new MessagePages.Form("first", sent.sentAt()));
    MessagesTest.assertRefused(
        RefusalCode.NOT_ALLOWED, () -> world.edits.edit(group, sent.seq(), ann, "not mine"));
    world.passes(1);
    MessagesTest.assertRefused(
        RefusalCode.TOO_LATE, () -> world.edits.edit(group, sent.seq(), bob, "third"));
  }

  @Test
  void shouldLeaveOnlyAStubOfARecalledMessage() {
    Sent sent = world.say(bob, group, "@ann secret");
    world.edits.edit(group, sent.seq(), bob, "@ann secrets");
    world.reactions.add(group, sent.seq(), ann, "👍");
    world.pins.pin(group, sent.seq(), ann);
    world.passes(Bound.RECALL_MILLIS.value() + 1);
    MessagesTest.assertRefused(
        RefusalCode.TOO_LATE, () -> world.edits.recall(group, sent.seq(), bob));
    Message gone = world.edits.recall(group, sent.seq(), ann);
    assertThat(gone.text()).isEmpty();
    assertThat(gone.recalledBy()).isEqualTo(ann);
    assertThat(gone.mentions()).isEmpty();
    assertThat(gone.reactions()).isEmpty();
    assertThat(gone.pinnedAt()).isNull();
    assertThat(world.pages.edits(group, ann, sent.seq())).isEmpty();
    assertThat(world.edits.recall(group, sent.seq(), ann)).isEqualTo(gone);
    MessagesTest.assertRefused(
        RefusalCode.NOT_ALLOWED, () -> world.reactions.add(group, sent.seq(), ann, "👍"));
  }

  @Test
  void shouldCountReactionsOnceEach() {
    Sent sent = world.say(bob, group, "hello");
    world.reactions.add(group, sent.seq(), ann, "👍");
    world.reactions.add(group, sent.seq(), ann, "👍");
    Message both = world.reactions.add(group, sent.seq(), bob, "👍");
    assertThat(both.reactions()).containsExactly(new Message.ReactionCount("👍", 2, true));
    assertThat(both.rev()).isEqualTo(sent.rev() + 2);
    assertThat(world.reactions.who(group, sent.seq(), ann, null, 1).hasMore()).isTrue();
    world.reactions.remove(group, sent.seq(), bob, "👍");
    assertThat(world.pages.one(group, bob, sent.seq()).reactions())
        .containsExactly(new Message.ReactionCount("👍", 1, false));
    MessagesTest.assertRefused(
        RefusalCode.INVALID_FIELD, () -> world.reactions.add(group, sent.seq(), ann, "ok"));
  }

  @Test
  void shouldLetAdminsPin() {
    Sent sent = world.say(bob, group, "hello");
    MessagesTest.assertRefused(
        RefusalCode.NOT_ALLOWED, () -> world.pins.pin(group, sent.seq(), bob));
    world.pins.pin(group, sent.seq(), ann);
    assertThat(world.pins.list(group, bob)).extracting(Message::seq).containsExactly(sent.seq());
    world.pins.unpin(group, sent.seq(), ann);
    assertThat(world.pins.list(group, bob)).isEmpty();
  }

  @Test
  void shouldPageWithoutHolesAndOnlyWithinTheReadersStays() {
    long cid = world.person("cid");
    for (int i = 1; i <= 10; i++) {
      world.say(ann, group, "m" + i);
    }
    world.join(group, cid);
    world.say(ann, group, "m11");
    world.leave(group, cid);
    world.say(ann, group, "m12");
    var whole = world.pages.before(group, cid, Long.MAX_VALUE, 50);
    assertThat(whole.messages()).extracting(Message::seq).containsExactly(12L, 13L, 14L);
    assertThat(whole.hasBefore()).isFalse();
    assertThat(whole.hasAfter()).isFalse();
    world.join(group, cid);
    world.say(ann, group, "m13");
    assertThat(world.pages.before(group, cid, Long.MAX_VALUE, 50).messages())
        .extracting(Message::seq)
        .containsExactly(12L, 13L, 14L, 16L, 17L);
    assertThat(world.pages.changes(group, cid, 0, 1).hasMore()).isTrue();
    var page = world.pages.around(group, bob, 6, 4);
    assertThat(page.messages()).extracting(Message::seq).containsExactly(4L, 5L, 6L, 7L);
    assertThat(page.hasBefore()).isTrue();
    assertThat(page.hasAfter()).isTrue();
    assertThat(world.pages.after(group, bob, 0, 200).messages())
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 17).boxed().toList());
    long stranger = world.person("stranger");
    MessagesTest.assertRefused(
        RefusalCode.NOT_FOUND, () -> world.pages.before(group, stranger, 5, 5));
  }
}
