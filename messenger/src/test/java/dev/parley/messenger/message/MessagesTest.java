package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessagesTest extends OnGroup {
  private final long stranger;

  MessagesTest(Engine engine) {
    super(engine);
    stranger = world.person("stranger");
  }

  static void assertRefused(RefusalCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  /** Calls everything at once, each on a thread of its own. */
  static <T extends @Nullable Object> List<T> together(List<Callable<T>> calls) throws Exception {
    var start = new CountDownLatch(1);
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<T>>();
      for (Callable<T> call : calls) {
        futures.add(
            threads.submit(() -> {
              start.await();
              return call.call();
            }));
      }
      start.countDown();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }

  private SendCommand named(String name, String text, @Nullable Long reply) {
    return new SendCommand(
        ann, new Target.InConversation(group), name, new Content.Text(text), reply, null);
  }

  @Test
  void shouldStoreOneMessageForFiftyRetriesAtOnce() throws Exception {
    var command = named("once", "hello", null);
    List<Callable<Sent>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> world.messages.send(command));
    }
    var answers = new HashSet<>(together(calls));
    assertThat(answers).hasSize(1);
    long seq = answers.iterator().next().seq();
    assertThat(counted(group)).isOne();
    assertThat(
            world.number(
                "select count(*) from outbox where conversation_id = ? and ref >= ?", group, seq))
        .isOne();
    assertThat(world.told).filteredOn(MessageSent.class::isInstance).hasSize(1);
  }

  /** Messages that can be unread: all but the system's. */
  private long counted(long conversation) {
    return world.number(
        "select count(*) from message where conversation_id = ? and counts = 1", conversation);
  }

  @Test
  void shouldAnswerARetryAlikeAfterEditRecallPurgeAndLeaving() {
    long other = world.group(bob, ann);
    var command =
        new SendCommand(
            ann, new Target.InConversation(other), "k", new Content.Text("hi"), null, null);
    Sent first = world.messages.send(command);
    world.passes(1000);
    world.edits.edit(other, first.seq(), ann, "hi there");
    assertThat(world.messages.send(command)).isEqualTo(first);
    world.edits.recall(other, first.seq(), ann);
    assertThat(world.messages.send(command)).isEqualTo(first);
    world.in((handle, _) -> {
      new Erasure(TextIndex.none()).purge(handle, other, 1, first.seq(), 5);
      return 0;
    });
    world.leave(other, ann);
    world.dissolve(other);
    assertThat(world.messages.send(command)).isEqualTo(first);
    assertRefused(
        RefusalCode.IDEMPOTENCY_CONFLICT,
        () ->
            world.messages.send(
                new SendCommand(
                    ann,
                    new Target.InConversation(other),
                    "k",
                    new Content.Text("ho"),
                    null,
                    null)));
  }

  @Test
  void shouldGiveADirectConversationItsFirstMessageWhoeverRaces() throws Exception {
    List<Callable<Sent>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      boolean mine = i % 2 == 0;
      String name = "n" + i;
      calls.add(() ->
          world.messages.send(
              new SendCommand(
                  mine ? ann : bob,
                  new Target.ToUser(mine ? bob : ann),
                  name,
                  new Content.Text("hi"),
                  null,
                  null)));
    }
    List<Sent> sent = together(calls);
    assertThat(sent.stream().map(Sent::conversationId).distinct()).hasSize(1);
    assertThat(sent.stream().map(Sent::seq).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    // by its id the same name is the same message
    assertThat(
            world.messages.send(
                new SendCommand(
                    ann,
                    new Target.InConversation(sent.getFirst().conversationId()),
                    "n0",
                    new Content.Text("hi"),
                    null,
                    null)))
        .isEqualTo(sent.getFirst());
  }

  @Test
  void shouldStoreOrRefuseEverySendWhileAConversationIsDissolved() throws Exception {
    List<Callable<@Nullable Sent>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = "n" + i;
      calls.add(() -> {
        try {
          return world.messages.send(named(name, "hello", null));
        } catch (Refusal refusal) {
          assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND);
          return null;
        }
      });
    }
    calls.add(
        50,
        () -> {
          world.dissolve(group);
          return null;
        });
    long stored = together(calls).stream().filter(sent -> sent != null).count();
    assertThat(counted(group)).isEqualTo(stored);
    assertThat(world.number("select last_seq from conversation where conversation_id = ?", group))
        .as("with the first one, which tells of the group")
        .isEqualTo(stored + 1);
    assertRefused(RefusalCode.NOT_FOUND, () -> world.say(ann, group, "late"));
  }

  @Test
  void shouldRefuseStrangersFormerMembersTheSilencedAndTheBlockedAtOnce() {
    assertRefused(RefusalCode.NOT_FOUND, () -> world.say(stranger, group, "x"));
    assertRefused(RefusalCode.NOT_FOUND, () -> world.say(ann, World.NOBODY, "x"));
    world.leave(group, cid);
    assertRefused(RefusalCode.NOT_ALLOWED, () -> world.say(cid, group, "x"));
    world.execute(
        "update member set silenced_until = ? where conversation_id = ? and user_id = ?",
        world.now().toEpochMilli() + 1000,
        group,
        bob);
    assertRefused(RefusalCode.SILENCED, () -> world.say(bob, group, "x"));
    world.passes(1001);
    world.say(bob, group, "x");

    var direct =
        new SendCommand(ann, new Target.ToUser(bob), "d", new Content.Text("x"), null, null);
    long id = world.messages.send(direct).conversationId();
    world.execute("insert into block (user_id, blocked_id, created_at) values (?, ?, 0)", bob, ann);
    assertRefused(RefusalCode.NOT_ALLOWED, () -> world.say(ann, id, "y"));
    assertRefused(RefusalCode.BLOCKED, () -> world.say(bob, id, "y"));
    assertThat(world.number("select last_seq from conversation where conversation_id = ?", id))
        .isOne();
  }

  @Test
  void shouldAnswerOnlyWhatTheSenderMaySeeBelow() {
    long one = world.say(ann, group, "one").seq();
    long dan = world.person("dan");
    world.join(group, dan);
    Sent two = world.say(bob, group, "two");
    Sent reply = world.messages.send(named("r", "yes", two.seq()));
    assertThat(reply.seq()).isGreaterThan(two.seq());
    assertRefused(
        RefusalCode.NOT_FOUND, () -> world.messages.send(named("s", "self", reply.seq() + 1)));
    assertRefused(
        RefusalCode.NOT_FOUND,
        () ->
            world.messages.send(
                new SendCommand(
                    dan,
                    new Target.InConversation(group),
                    "t",
                    new Content.Text("before my time"),
                    one,
                    null)));
    var excerpt = world.pages.one(group, dan, reply.seq()).reply();
    assertThat(excerpt)
        .isEqualTo(new Message.Reply(two.seq(), new Message.Excerpt(bob, MessageKind.TEXT, "two")));
    // who joined after the parent gets no word of it
    long old = world.messages.send(named("u", "old", one)).seq();
    assertThat(world.pages.one(group, dan, old).reply()).isEqualTo(new Message.Reply(one, null));
    assertThat(world.told.getLast())
        .isInstanceOfSatisfying(
            MessageSent.class,
            sent -> assertThat(sent.message().reply()).isEqualTo(new Message.Reply(one, null)));
  }

  @Test
  void shouldForwardOnlyWhatTheSenderMayReadAndNameItsFirstAuthor() {
    long elsewhere = world.group(bob, stranger);
    Sent secret = world.say(bob, elsewhere, "secret");
    var first =
        new SendCommand(
            bob,
            new Target.InConversation(group),
            "f",
            new Content.Forward(elsewhere, secret.seq()),
            null,
            null);
    Sent forwarded = world.messages.send(first);
    Message copy = world.pages.one(group, ann, forwarded.seq());
    assertThat(copy.text()).isEqualTo("secret");
    assertThat(copy.forwarded()).isEqualTo(new Message.Forwarded(bob, secret.sentAt()));
    assertRefused(
        RefusalCode.NOT_FOUND,
        () ->
            world.messages.send(
                new SendCommand(
                    ann,
                    new Target.InConversation(group),
                    "g",
                    new Content.Forward(elsewhere, secret.seq()),
                    null,
                    null)));
    Sent again =
        world.messages.send(
            new SendCommand(
                ann,
                new Target.ToUser(cid),
                "h",
                new Content.Forward(group, forwarded.seq()),
                null,
                null));
    assertThat(world.pages.one(again.conversationId(), cid, 1).forwarded())
        .isEqualTo(new Message.Forwarded(bob, secret.sentAt()));
    assertRefused(
        RefusalCode.NOT_ALLOWED, () -> world.edits.edit(group, forwarded.seq(), bob, "mine"));
  }

  @Test
  void shouldTakeOnlyOwnFiles() {
    long image = world.file(ann, 0);
    long other = world.file(bob, 0);
    Sent sent =
        world.messages.send(
            new SendCommand(
                ann,
                new Target.InConversation(group),
                "i",
                new Content.Attachment(MessageKind.IMAGE, image, ""),
                null,
                null));
    assertThat(world.pages.one(group, bob, sent.seq()).fileId()).isEqualTo(image);
    assertRefused(
        RefusalCode.INVALID_FIELD,
        () ->
            world.messages.send(
                new SendCommand(
                    ann,
                    new Target.InConversation(group),
                    "j",
                    new Content.Attachment(MessageKind.FILE, other, ""),
                    null,
                    null)));
    assertRefused(
        RefusalCode.INVALID_FIELD,
        () ->
            world.messages.send(
                new SendCommand(
                    ann,
                    new Target.InConversation(group),
                    "k",
                    new Content.Attachment(MessageKind.IMAGE, world.file(ann, 3), ""),
                    null,
                    null)));
  }

  @Test
  void shouldCallPresentMembersByNameAndEverybodyOnlyByAdmins() {
    world.leave(group, cid);
    Sent sent = world.say(ann, group, "@BOB, @cid. @stranger @ann mail@bob @all");
    Message message = world.pages.one(group, bob, sent.seq());
    assertThat(message.mentions()).containsExactly(bob);
    assertThat(message.mentionsAll()).isTrue();
    assertThat(world.pages.one(group, bob, world.say(bob, group, "@all").seq()).mentionsAll())
        .isFalse();
    assertThat(world.pages.one(group, bob, world.say(ann, group, "@所有人 好").seq()).mentionsAll())
        .isTrue();
  }

  @Test
  void shouldRefuseWhatExceedsItsBound() {
    int bytes = Bound.TEXT_BYTES.count();
    world.say(ann, group, "x".repeat(bytes));
    world.say(ann, group, "中".repeat(bytes / 3));
    assertRefused(RefusalCode.FIELD_TOO_LONG, () -> new Content.Text("中".repeat(bytes / 3 + 1)));
    for (String empty : List.of("", " \n\t", "\u200b\u3000", "a\u0000b", "\ud800")) {
      assertRefused(RefusalCode.INVALID_FIELD, () -> new Content.Text(empty));
    }
    for (String name : List.of("", "a b", "é", "x".repeat(65))) {
      assertRefused(RefusalCode.INVALID_FIELD, () -> named(name, "x", null));
    }
    assertRefused(RefusalCode.INVALID_FIELD, () -> named("n", "x", 0L));
    assertRefused(
        RefusalCode.INVALID_FIELD,
        () ->
            new SendCommand(
                ann, new Target.InConversation(group), "n", new Content.Text("x"), null, -1L));
    assertRefused(RefusalCode.INVALID_FIELD, () -> new Content.Attachment(MessageKind.TEXT, 1, ""));
  }

  @Test
  void shouldMoveTheReadPositionOnlyAsFarAsTheSenderHasSeen() {
    long one = world.say(bob, group, "one").seq();
    world.say(bob, group, "two, unseen");
    Sent three =
        world.messages.send(
            new SendCommand(
                ann, new Target.InConversation(group), "s", new Content.Text("three"), null, one));
    assertThat(world.receipts.unread(group, ann).messages()).isOne();
    world.messages.send(
        new SendCommand(
            ann, new Target.InConversation(group), "t", new Content.Text("four"), null, 999L));
    assertThat(world.receipts.unread(group, ann).messages()).isZero();
    assertThat(world.receipts.unread(group, ann).position()).isEqualTo(three.seq());
  }
}
