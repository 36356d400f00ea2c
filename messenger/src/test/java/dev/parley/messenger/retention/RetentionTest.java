package dev.parley.messenger.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.ConversationChanged;
import dev.parley.messenger.conversation.ErasureStep;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.message.World;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.store.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RetentionTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private final World world;
  private ServerRule rule;
  private long ann;
  private long bob;
  private long group;

  RetentionTest(Engine engine) {
    world = new World(engine);
    rule = new ServerRule(world.transactions(), world::now, Retention.FOREVER);
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

  private RetentionPurge purge(ErasureStep... steps) {
    return new RetentionPurge(
        world.transactions(),
        rule,
        world.outbox,
        world::now,
        new Erasure(TextIndex.none()),
        List.of(steps),
        new RetentionPurge.Batch(2, 10, 3));
  }

  private long run() {
    return run(purge());
  }

  private static long run(RetentionPurge purge) {
    long rows = 0;
    var progress = purge.runBatch();
    while (progress.more()) {
      rows += progress.rows();
      progress = purge.runBatch();
    }
    return rows;
  }

  private void keep(long conversation, String text) {
    world
        .all
        .groups()
        .change(
            ann,
            conversation,
            new Groups.Change(null, null, Retention.ofConversation(text).orElseThrow()));
  }

  private long purgeSeq(long conversation) {
    return world.number(
        "select purge_seq from conversation where conversation_id = ?", conversation);
  }

  private List<String> texts(long conversation) {
    return world.pages.before(conversation, bob, Long.MAX_VALUE, 100).messages().stream()
        .filter(message -> message.senderId() == ann && message.seq() > 1)
        .map(Message::text)
        .toList();
  }

  @Test
  void shouldKeepEverythingUnlessSomebodySaysOtherwise() {
    world.say(ann, group, "old");
    world.passes(4_000 * DAY);
    assertThat(run()).isZero();
    assertThat(texts(group)).containsExactly("old");
  }

  @Test
  void shouldTakeAllButTheStubAndAnswerARetryAsEver() {
    long uploaded = world.file(ann, 3);
    var command =
        new SendCommand(
            ann,
            new Target.InConversation(group),
            "once",
            new Content.Text("@bob read this"),
            null,
            null);
    Sent sent = world.messages.send(command);
    long seq = sent.seq();
    world.edits.edit(group, seq, ann, "@bob please read this");
    world.reactions.add(group, seq, bob, "👍");
    world.pins.pin(group, seq, ann);
    Sent file =
        world.messages.send(
            new SendCommand(
                ann,
                new Target.InConversation(group),
                "file",
                new Content.Attachment(MessageKind.FILE, uploaded, "a file"),
                null,
                null));
    world.passes(8 * DAY);
    Sent answer =
        world.messages.send(
            new SendCommand(
                bob, new Target.InConversation(group), "a", new Content.Text("yes"), seq, null));
    rule.set(Retention.of("7d").orElseThrow());
    var seen = new ArrayList<Long>();
    assertThat(run(purge((_, _, seqs) -> seen.addAll(seqs)))).isEqualTo(file.seq());
    assertThat(seen).hasSize((int) file.seq()).isSorted();

    for (String table : List.of("mention", "reaction", "pinned_message", "message_edit")) {
      assertThat(world.number("select count(*) from " + table)).as(table).isZero();
    }
    assertThat(
            world.number(
                """
                select count(*) from message
                where conversation_id = ? and seq <= ? and (body is not null
                  or file_id is not null or purged_at is null or edits <> 0)
                """,
                group,
                file.seq()))
        .isZero();
    assertThat(world.messages.send(command)).isEqualTo(sent);
    var left = world.pages.before(group, bob, Long.MAX_VALUE, 100);
    assertThat(left.hasBefore()).isFalse();
    assertThat(left.messages()).extracting(Message::seq).containsExactly(answer.seq());
    Message.Reply reply = Objects.requireNonNull(left.messages().getFirst().reply());
    assertThat(reply.seq()).isEqualTo(seq);
    assertThat(reply.excerpt()).isNull();
    assertThat(world.pins.list(group, bob)).isEmpty();
    assertThatThrownBy(() -> world.edits.edit(group, seq, ann, "again"))
        .isInstanceOf(Refusal.class);
    assertThat(world.receipts.unread(group, ann).messages()).isOne();
    assertThat(world.receipts.unread(group, bob).messages()).isZero();
  }

  @Test
  void shouldShowNoPreviewOfAPurgedLastMessage() {
    world.say(ann, group, "secret");
    assertThat(world.all.list().find(bob, group).last()).isNotNull();
    keep(group, "1h");
    world.passes(2 * HOUR);
    run();
    assertThat(world.all.list().find(bob, group).last()).isNull();
    assertThat(world.all.list().find(bob, group).unread()).isZero();
    assertThat(world.all.list().find(bob, group).conversation().purgeSeq())
        .isEqualTo(world.all.list().find(bob, group).conversation().lastSeq());
  }

  @Test
  void shouldLetAConversationsOwnRuleGoBeforeTheServersBothWays() {
    long shorter = world.group(ann, bob);
    long forever = world.group(ann, bob);
    long longer = world.group(ann, bob);
    keep(shorter, "1h");
    keep(forever, "forever");
    keep(longer, "30d");
    for (long each : List.of(group, shorter, forever, longer)) {
      world.say(ann, each, "words");
    }
    world.passes(2 * HOUR);
    run();
    assertThat(texts(shorter)).as("the server keeps all, the conversation an hour").isEmpty();
    assertThat(texts(group)).containsExactly("words");

    rule.set(Retention.of("7d").orElseThrow());
    world.passes(8 * DAY);
    run();
    assertThat(texts(group)).isEmpty();
    assertThat(texts(forever)).contains("words");
    assertThat(texts(longer)).contains("words");
    world.passes(23 * DAY);
    run();
    assertThat(texts(longer)).isEmpty();
    assertThat(texts(forever)).contains("words");
    keep(forever, "server");
    run();
    assertThat(texts(forever)).doesNotContain("words");
  }

  @Test
  void shouldGoBackToTheSettings() {
    rule = new ServerRule(world.transactions(), world::now, Retention.of("1h").orElseThrow());
    rule.set(Retention.FOREVER);
    world.say(ann, group, "words");
    world.passes(2 * HOUR);
    run();
    assertThat(texts(group)).containsExactly("words");
    assertThat(rule.reset()).isEqualTo(new ServerRule.State(new Retention(3_600L), false));
    run();
    assertThat(texts(group)).isEmpty();
  }

  @Test
  void shouldTellMembersOnceWhatToDrop() {
    for (int i = 0; i < 8; i++) {
      world.say(ann, group, "words");
    }
    world.passes(2 * HOUR);
    keep(group, "1h");
    world.told.clear();
    world.execute("delete from outbox");
    run();
    long version =
        world.number("select version from conversation where conversation_id = ?", group);
    assertThat(world.told).containsExactly(new ConversationChanged(group, version));
    assertThat(
            world.number(
                "select count(*) from outbox where conversation_id = ? and kind = ? and ref = ?",
                group,
                SyncKind.CONVERSATION.stored(),
                version))
        .isOne();
    assertThat(world.number("select count(*) from outbox")).isOne();
    assertThat(run()).as("a second run").isZero();
    assertThat(world.told).hasSize(1);
  }

  @Test
  void shouldGoOnWhereAnEndedProcessStopped() {
    rule.set(Retention.of("1h").orElseThrow());
    long other = world.group(ann, bob);
    for (int i = 0; i < 40; i++) {
      world.say(ann, i % 2 == 0 ? group : other, "words");
    }
    world.passes(2 * HOUR);
    var failing =
        purge((_, _, _) -> {
          throw new IllegalStateException("the process ends here");
        });
    assertThatThrownBy(() -> run(failing)).isInstanceOf(IllegalStateException.class);
    assertThat(purgeSeq(group)).as("hidden before anything is blanked").isEqualTo(10);
    assertThat(blanked()).as("nothing of the failed batch is kept").isZero();
    long rows = 0;
    for (int process = 0; process < 100; process++) {
      rows += purge().runBatch().rows(); // each in a new process, which knows nothing
    }
    assertThat(rows).isEqualTo(42);
    assertThat(blanked()).isEqualTo(42);
    assertThat(world.number("select count(*) from message where body is not null")).isZero();
  }

  private long blanked() {
    return world.number("select count(*) from message where purged_at is not null");
  }

  @Test
  void shouldPurgeNothingBeforeItsTimeWhereClocksDiffer() {
    rule.set(Retention.of("1h").orElseThrow());
    long first = world.say(ann, group, "one").seq();
    long second = world.say(ann, group, "two").seq();
    long third = world.say(ann, group, "three").seq();
    long fourth = world.say(ann, group, "four").seq();
    long sent = world.now().toEpochMilli();
    at(second, sent + HOUR / 2); // a node whose clock goes ahead
    at(third, sent);
    world.passes(HOUR + 1);
    run();
    assertThat(purgeSeq(group)).isEqualTo(first);
    world.passes(HOUR / 2);
    run();
    assertThat(purgeSeq(group)).isEqualTo(fourth);

    long fifth = world.say(ann, group, "five").seq();
    at(fifth, sent + 9_000 * DAY); // a clock that was wrong altogether
    long sixth = world.say(ann, group, "six").seq();
    world.passes(HOUR / 2);
    run();
    assertThat(purgeSeq(group)).as("nothing tells its time yet").isEqualTo(fourth);
    world.passes(HOUR);
    run();
    assertThat(purgeSeq(group)).isEqualTo(sixth);
  }

  private void at(long seq, long time) {
    world.execute(
        "update message set sent_at = ? where conversation_id = ? and seq = ?", time, group, seq);
  }

  @Test
  void shouldKeepWhatIsExactlyOfThatAgeNoLonger() {
    rule.set(Retention.of("1h").orElseThrow());
    long seq = world.say(ann, group, "words").seq();
    world.passes(HOUR - 1);
    run();
    assertThat(purgeSeq(group)).isZero();
    world.passes(1);
    run();
    assertThat(purgeSeq(group)).isEqualTo(seq);
  }

  @Test
  void shouldLetAdminsOfAGroupDecideAndTellItsLog() {
    assertThatThrownBy(() ->
            world.all.groups().change(bob, group, new Groups.Change(null, null, Retention.FOREVER)))
        .isInstanceOf(Refusal.class);
    keep(group, "7d");
    keep(group, "7d");
    assertThat(world.pages.before(group, bob, Long.MAX_VALUE, 100).messages())
        .extracting(Message::text)
        .filteredOn(text -> text.contains("retention-changed"))
        .containsExactly("{\"type\":\"retention-changed\",\"retention\":\"7d\"}");
  }
}
