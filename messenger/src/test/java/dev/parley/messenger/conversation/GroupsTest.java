package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.AccountDeletionStep;
import dev.parley.messenger.conversation.ConversationList.Scope;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.TextIndex;
import dev.parley.store.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class GroupsTest {
  private final World world;
  private final long ann;
  private final long bob;
  private final long cleo;

  GroupsTest(Engine engine) {
    world = new World(engine, new ConversationSettings(650, Duration.ofDays(1)));
    ann = world.person();
    bob = world.person();
    cleo = world.person();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldRefuseBadTitlesAndTooManyOrUnknownPeople() {
    var groups = world.all.groups();
    assertThat(World.refusal(() -> groups.create(ann, plan("  ", bob))))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    assertThat(World.refusal(() -> groups.create(ann, plan("a\nb", bob))))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    assertThat(World.refusal(() -> groups.create(ann, plan("x".repeat(129), bob))))
        .isEqualTo(RefusalCode.FIELD_TOO_LONG);
    assertThat(World.refusal(() -> groups.create(ann, plan("Group", 999L))))
        .isEqualTo(RefusalCode.NOT_FOUND);
    Long[] many = LongStream.range(1_000, 1_101).boxed().toArray(Long[]::new);
    assertThat(World.refusal(() -> groups.create(ann, plan("Group", many))))
        .isEqualTo(RefusalCode.LIMIT_REACHED);
    assertThat(world.count("select count(*) from conversation")).isZero();
    assertThat(groups.create(ann, plan(" " + "字".repeat(128) + " ", bob)).title()).hasSize(128);
  }

  @Test
  void shouldNotLetTheBlockedAddTheBlocker() {
    long id = world.group(ann).id();
    world.blocks.block(bob, ann);
    assertThat(World.refusal(() -> world.all.memberships().add(ann, id, List.of(bob, cleo))))
        .isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(World.refusal(() -> world.group(ann, bob))).isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(world.row(id).memberCount()).isOne();
  }

  @Test
  void shouldTurnPointersOffAboveFiveHundredAndOnBelowFourHundred() {
    long id = world.group(ann).id();
    List<Long> others = IntStream.range(0, 500).mapToObj(_ -> world.person()).toList();
    for (int i = 0; i < 500; i += 100) {
      assertThat(world.row(id).large()).isFalse();
      world.all.memberships().add(ann, id, others.subList(i, i + 100));
    }
    assertThat(world.row(id).memberCount()).isEqualTo(501);
    assertThat(world.row(id).large()).isTrue();
    for (long other : others.subList(0, 101)) {
      world.all.memberships().leave(other, id);
    }
    assertThat(world.row(id).memberCount()).isEqualTo(400);
    assertThat(world.row(id).large()).isTrue();
    world.all.memberships().leave(others.getLast(), id);
    assertThat(world.row(id).large()).isFalse();
    List<Long> more = IntStream.range(0, 252).mapToObj(_ -> world.person()).toList();
    world.all.memberships().add(ann, id, more.subList(0, 100));
    world.all.memberships().add(ann, id, more.subList(100, 200));
    assertThat(World.refusal(() -> world.all.memberships().add(ann, id, more.subList(200, 252))))
        .isEqualTo(RefusalCode.GROUP_FULL);
    world.all.memberships().add(ann, id, more.subList(200, 251));
    assertThat(world.row(id).memberCount())
        .isEqualTo(650)
        .isEqualTo(
            (int)
                world.count(
                    "select count(*) from member where conversation_id = ? and left_seq is null",
                    id));
  }

  @Test
  void shouldLetInExactlyAsManyAsALinkAllows() throws InterruptedException, ExecutionException {
    long id = world.group(ann).id();
    String secret = world.all.invites().create(ann, id, null, 5).secret();
    assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
    assertThat(world.all.invites().preview(secret)).isEqualTo(new Invite.Preview("Group", null, 1));
    List<Long> crowd = IntStream.range(0, 20).mapToObj(_ -> world.person()).toList();
    var start = new CountDownLatch(1);
    int joined = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (long one : crowd) {
        all.add(
            threads.submit(() -> {
              start.await();
              try {
                world.all.invites().join(one, secret);
                return true;
              } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND);
                return false;
              }
            }));
      }
      start.countDown();
      for (Future<Boolean> one : all) {
        joined += one.get() ? 1 : 0;
      }
    }
    assertThat(joined).isEqualTo(5);
    assertThat(world.row(id).memberCount()).isEqualTo(6);
    assertThat(World.refusal(() -> world.all.invites().preview(secret)))
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(world.count("select count(*) from invite where token_hash = ?", secret)).isZero();
  }

  @Test
  void shouldGiveOneAnswerForLinksThatDoNotWork() {
    long id = world.group(ann).id();
    var invites = world.all.invites();
    var revoked = invites.create(ann, id, null, null);
    String expired = invites.create(ann, id, world.now.get() + 10, null).secret();
    String kept = invites.create(ann, id, null, 1).secret();
    assertThat(invites.list(ann, id)).hasSize(3);
    invites.revoke(ann, id, revoked.invite().id());
    world.now.addAndGet(10);
    for (String secret : List.of(revoked.secret(), expired, "nonsense")) {
      assertThat(World.refusal(() -> invites.join(bob, secret))).isEqualTo(RefusalCode.NOT_FOUND);
    }
    invites.join(ann, kept);
    assertThat(invites.join(bob, kept).memberCount()).as("ann did not use it up").isEqualTo(2);
    assertThat(World.refusal(() -> invites.create(ann, id, world.now.get(), null)))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    assertThat(World.refusal(() -> invites.create(ann, id, null, 0)))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    for (int i = 0; i < Bound.INVITES_PER_GROUP.count(); i++) {
      invites.create(ann, id, null, null);
    }
    assertThat(World.refusal(() -> invites.create(ann, id, null, null)))
        .isEqualTo(RefusalCode.LIMIT_REACHED);
  }

  @Test
  void shouldShowTheStaysAndNothingBetween() {
    long id = world.group(ann, bob).id(); // 1: created
    world.say(id, ann); // 2
    world.all.memberships().remove(ann, id, bob); // 3
    world.say(id, ann); // 4
    assertThat(world.visible(id, bob).ranges()).containsExactly(new SeqRange(1, 3));
    assertThat(world.told(MembersChanged.class).getLast().removed()).containsExactly(bob);
    world.all.memberships().add(ann, id, List.of(bob)); // 5
    world.say(id, ann); // 6
    assertThat(world.visible(id, bob).ranges())
        .containsExactly(new SeqRange(1, 3), new SeqRange(5, Long.MAX_VALUE));
    assertThat(world.all.list().find(bob, id).unread()).isOne();
    world.all.memberships().leave(bob, id); // 7
    world.say(id, ann); // 8
    var left = world.all.list().page(bob, Scope.FORMER, null, null).items().getFirst();
    assertThat(left.conversation().lastSeq()).isEqualTo(7);
    assertThat(left.last()).extracting(LastMessage::seq).isEqualTo(7L);
    assertThat(world.all.list().page(bob, Scope.MINE, null, null).items()).isEmpty();
  }

  @Test
  void shouldBringBackOnlyTheNewPartAfterDeletingForOneself() {
    long id = world.group(ann, bob).id();
    world.say(id, ann);
    world.all.mySettings().hide(bob, id);
    assertThat(world.all.list().page(bob, Scope.MINE, null, null).items()).isEmpty();
    assertThat(world.visible(id, ann).contains(2)).isTrue();
    world.all.groups().change(ann, id, new Groups.Change("Other", null));
    assertThat(world.all.list().page(bob, Scope.MINE, null, null).items())
        .as("a change of the title brings nothing back")
        .isEmpty();
    world.say(id, ann);
    var back = world.all.list().page(bob, Scope.MINE, null, null).items().getFirst();
    assertThat(back.unread()).isOne();
    assertThat(world.visible(id, bob).ranges()).containsExactly(new SeqRange(3, Long.MAX_VALUE));
  }

  @Test
  void shouldEndEverythingForEverybodyWithOneDissolving()
      throws InterruptedException, ExecutionException {
    long id = world.group(ann, bob).id();
    List<Long> crowd = IntStream.range(0, 20).mapToObj(_ -> world.person()).toList();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (long one : crowd) {
        all.add(
            threads.submit(() -> {
              start.await();
              try {
                world.all.memberships().add(ann, id, List.of(one));
                world.say(id, one);
              } catch (Refusal refusal) {
                assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND);
              }
              return null;
            }));
      }
      all.add(
          threads.submit(() -> {
            start.await();
            world.all.dissolution().dissolve(ann, id);
            return null;
          }));
      start.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
    Conversation row = world.row(id);
    assertThat(world.told(ConversationDissolved.class).getFirst().ended())
        .hasSize(row.memberCount());
    assertThat(world.count("select max(seq) from message where conversation_id = ?", id))
        .isEqualTo(row.lastSeq());
    assertThat(World.refusal(() -> world.all.memberships().add(ann, id, List.of(cleo))))
        .isEqualTo(RefusalCode.NOT_FOUND);
    var purge = world.all.dissolvedPurge(List.of());
    assertThat(purge.runBatch()).as("within the grace").isEqualTo(Progress.DONE);
    world.now.addAndGet(Duration.ofDays(1).toMillis());
    while (purge.runBatch().more()) {
      assertThat(world.count("select count(*) from conversation")).isLessThanOrEqualTo(1);
    }
    for (String table : List.of("conversation", "member", "message", "invite")) {
      assertThat(world.count("select count(*) from " + table)).as(table).isZero();
    }
  }

  @Test
  void shouldPassGroupsOnAndEndDirectOnesWhenAnAccountGoes() {
    long direct = world.all.directs().open(ann, bob).conversation().id();
    long group = world.group(ann, bob, cleo).id();
    long alone = world.group(ann).id();
    world.all.roles().setRole(ann, group, cleo, Role.ADMIN);
    long said = world.say(group, ann);
    world.say(group, bob);
    AccountDeletionStep step = world.all.accountLeaving();
    world.transactions.write(
        ann,
        (handle, events) -> {
          step.run(handle, ann, events);
          return null;
        });
    assertThat(world.row(group).ownerId()).as("the admin, not the older member").isEqualTo(cleo);
    assertThat(world.member(group, cleo).role()).isEqualTo(Role.OWNER);
    assertThat(world.row(group).memberCount()).isEqualTo(2);
    for (long ended : List.of(direct, alone)) {
      assertThat(World.refusal(() -> world.all.list().find(bob, ended)))
          .isEqualTo(RefusalCode.NOT_FOUND);
    }
    var erasure = world.all.departedErasure(List.of(new Erasure(TextIndex.none())::blank));
    assertThat(erasure.runBatch()).isEqualTo(new Progress(1, true));
    assertThat(erasure.runBatch()).isEqualTo(new Progress(0, true));
    assertThat(erasure.runBatch()).isEqualTo(Progress.DONE);
    assertThat(
            world.count(
                """
                select count(*) from message
                where conversation_id = ? and sender_id = ? and counts = 1 and body is not null
                """,
                group,
                ann))
        .isZero();
    assertThat(world.told(LogErased.class).getFirst().seqs()).containsExactly(said);
    assertThat(world.all.list().find(cleo, group).unread()).as("bob's alone").isOne();
  }

  @Test
  void shouldDissolveAGroupWithItsLastMember() {
    long id = world.group(ann).id();
    world.all.memberships().leave(ann, id);
    assertThat(world.row(id).dissolvedAt()).isNotNull();
  }

  @Test
  void shouldBoundPinsAndDrafts() {
    var mine = world.all.mySettings();
    for (int i = 0; i < Bound.CONVERSATIONS_PINNED.count(); i++) {
      mine.pin(ann, world.group(ann).id());
    }
    long id = world.group(ann, bob).id();
    assertThat(World.refusal(() -> mine.pin(ann, id))).isEqualTo(RefusalCode.LIMIT_REACHED);
    assertThat(world.member(id, ann).pinnedAt()).isNull();
    assertThat(mine.draft(ann, id, "字".repeat(5_461)).draft()).hasSize(5_461);
    assertThat(World.refusal(() -> mine.draft(ann, id, "字".repeat(5_462))))
        .isEqualTo(RefusalCode.FIELD_TOO_LONG);
    assertThat(World.refusal(() -> mine.draft(ann, id, "a\0b")))
        .isEqualTo(RefusalCode.INVALID_FIELD);
    assertThat(mine.draft(ann, id, " ").draft()).isNull();
    assertThat(World.refusal(() -> mine.mute(ann, id, world.now.get())))
        .isEqualTo(RefusalCode.INVALID_FIELD);
  }

  private static Groups.Plan plan(String title, Long... others) {
    return new Groups.Plan(title, null, List.of(others));
  }
}
