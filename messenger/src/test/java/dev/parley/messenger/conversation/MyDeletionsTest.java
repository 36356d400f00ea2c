package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.World;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.receipt.Unread;
import dev.parley.messenger.receipt.UnreadCheck;
import dev.parley.store.Engine;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Single messages that somebody deletes for oneself are gone wherever that one looks. */
@ParameterizedClass
@EnumSource(Engine.class)
class MyDeletionsTest {
  private final World world;
  private MyDeletions mine;
  private long ann;
  private long ben;
  private long group;
  private long first;
  private long second;
  private long third;

  MyDeletionsTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void talk() {
    mine = world.all.myDeletions();
    ann = world.person("ann");
    ben = world.person("ben");
    group = world.group(ann, ben);
    first = world.say(ann, group, "one").seq();
    second = world.say(ann, group, "@ben two").seq();
    third = world.say(ann, group, "three").seq();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<Long> seen(long who) {
    return world.pages.before(group, who, Long.MAX_VALUE, 50).messages().stream()
        .map(Message::seq)
        .toList();
  }

  private ConversationSummary row(long who) {
    return world.all.list().find(who, group);
  }

  private static RefusalCode refusal(Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      return refusal.code();
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void shouldShowADeletedMessageNowhereToWhoDeletedIt() {
    world.pins.pin(group, second, ann);
    var quote =
        new SendCommand(
            ann,
            new Target.InConversation(group),
            "quote",
            new Content.Text("so it is"),
            second,
            null);
    long answer = world.messages.send(quote).seq();
    mine.delete(ben, group, List.of(second));
    assertThat(seen(ben)).containsExactly(1L, first, third, answer);
    assertThat(seen(ann)).containsExactly(1L, first, second, third, answer);
    assertThat(world.pages.around(group, ben, second, 2).messages())
        .extracting(Message::seq)
        .containsExactly(first, third);
    assertThat(world.pins.list(group, ben)).isEmpty();
    assertThat(world.pins.list(group, ann)).hasSize(1);
    Message.Reply reply = world.pages.one(group, ben, answer).reply();
    assertThat(reply).isEqualTo(new Message.Reply(second, null));
    assertThat(refusal(() -> world.pages.one(group, ben, second))).isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(refusal(() -> world.reactions.add(group, second, ben, "👍")))
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(refusal(() -> world.receipts.seen(group, ben, second)))
        .isEqualTo(RefusalCode.NOT_FOUND);
    long rev = world.pages.before(group, ben, Long.MAX_VALUE, 1).lastRev();
    world.edits.edit(group, second, ann, "other words");
    assertThat(world.pages.changes(group, ben, rev, 50).messages()).isEmpty();
    assertThat(world.pages.changes(group, ann, rev, 50).messages()).hasSize(1);
  }

  @Test
  void shouldShowTheLastMessageThatIsLeftInTheList() {
    mine.delete(ben, group, List.of(third));
    assertThat(row(ben).last()).extracting(LastMessage::seq).isEqualTo(second);
    assertThat(row(ann).last()).extracting(LastMessage::seq).isEqualTo(third);
    mine.delete(ben, group, List.of(1L, first, second));
    assertThat(row(ben).last()).isNull();
    long fourth = world.say(ann, group, "four").seq();
    assertThat(row(ben).last()).extracting(LastMessage::seq).isEqualTo(fourth);
  }

  @Test
  void shouldNoLongerCountItAsUnread() {
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::messages).isEqualTo(3L);
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::mentions).isEqualTo(1L);
    mine.delete(ben, group, List.of(second));
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::messages).isEqualTo(2L);
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::mentions).isEqualTo(0L);
    world.edits.recall(group, second, ann); // counted away once, not twice
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::messages).isEqualTo(2L);
    world.receipts.read(group, ben, first);
    assertThat(world.receipts.unread(group, ben)).extracting(Unread::messages).isEqualTo(1L);
    assertThat(
            world.<List<UnreadCheck.Difference>>in(
                (handle, _) -> new UnreadCheck().differences(handle, group, group, 5)))
        .isEmpty();
  }

  @Test
  void shouldTellOwnDevicesAndHandOutWhatACopyLacks() {
    world.told.clear();
    Member after = mine.delete(ben, group, List.of(first, third));
    assertThat(after.deletions()).isEqualTo(2);
    assertThat(world.told).containsExactly(new MySettingsChanged(group, ben, after.version()));
    assertThat(
            world.number(
                "select count(*) from outbox where user_id = ? and kind = ? and ref = ?",
                ben,
                SyncKind.MEMBER_SELF.stored(),
                after.version()))
        .isOne();
    assertThat(mine.since(ben, group, 0))
        .isEqualTo(new MyDeletions.Since(List.of(first, third), 2, false));
    mine.delete(ben, group, List.of(second, third));
    assertThat(mine.since(ben, group, 2))
        .isEqualTo(new MyDeletions.Since(List.of(second), 3, false));
    assertThat(mine.since(ben, group, 3)).isEqualTo(new MyDeletions.Since(List.of(), 3, false));
    assertThat(mine.since(ann, group, 0)).isEqualTo(new MyDeletions.Since(List.of(), 0, false));
  }

  @Test
  void shouldHandOutManyInPages() {
    LongStream.range(0, 210).forEach(i -> world.say(ann, group, "more"));
    List<Long> all = LongStream.rangeClosed(first, first + 209).boxed().toList();
    for (int from = 0; from < all.size(); from += Bound.DELETED_AT_ONCE.count()) {
      int to = Math.min(all.size(), from + Bound.DELETED_AT_ONCE.count());
      mine.delete(ben, group, all.subList(from, to));
    }
    MyDeletions.Since page = mine.since(ben, group, 0);
    assertThat(page.more()).isTrue();
    assertThat(page.seqs()).hasSize(Bound.PAGE.count());
    assertThat(mine.since(ben, group, page.last()).seqs()).hasSize(10);
    assertThat(seen(ben)).hasSize(4);
  }

  @Test
  void shouldDeleteNothingIfOneOfThemIsNotThereAndNothingTwice() {
    long version = mine.delete(ben, group, List.of(first)).version();
    assertThat(mine.delete(ben, group, List.of(first)).version()).isEqualTo(version);
    assertThatThrownBy(() -> mine.delete(ben, group, List.of(second, third + 1)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND);
              assertThat(refusal.field()).isEqualTo("seqs");
            });
    assertThat(seen(ben)).containsExactly(1L, second, third);
    List<Long> many = LongStream.rangeClosed(1, 101).boxed().toList();
    assertThat(refusal(() -> mine.delete(ben, group, many))).isEqualTo(RefusalCode.LIMIT_REACHED);
    assertThat(refusal(() -> mine.delete(ben, group, List.of())))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    long stranger = world.person("stranger");
    assertThat(refusal(() -> mine.delete(stranger, group, List.of(first))))
        .isEqualTo(RefusalCode.NOT_FOUND);
  }

  @Test
  void shouldLetFormerMembersDeleteToo() {
    world.leave(group, ben);
    mine.delete(ben, group, List.of(second));
    assertThat(seen(ben)).contains(first, third).doesNotContain(second);
  }

  @Test
  void shouldForgetWhatLiesBelowTheFloorOrBelongsToNobody() {
    mine.delete(ben, group, List.of(first));
    mine.delete(ann, group, List.of(first));
    world.clear(group, ben);
    assertThat(world.number("select count(*) from deleted_message where user_id = ?", ben))
        .isZero();
    world.delete(ann);
    assertThat(world.number("select count(*) from deleted_message")).isZero();
  }
}
