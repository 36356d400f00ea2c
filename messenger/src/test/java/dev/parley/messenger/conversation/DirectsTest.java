package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.ConversationList.Scope;
import dev.parley.messenger.privacy.Approach;
import dev.parley.store.Engine;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class DirectsTest {
  private final World world;
  private final long ann;
  private final long bob;

  DirectsTest(Engine engine) {
    world = new World(engine);
    ann = world.person();
    bob = world.person();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void shouldMakeOneConversationOfAHundredParallelBeginnings()
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 100)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    // lanes of their own, as on different nodes
                    return world
                        .transactions
                        .write(
                            i,
                            (handle, events) ->
                                world
                                    .all
                                    .directs()
                                    .open(
                                        handle,
                                        events,
                                        i % 2 == 0 ? ann : bob,
                                        i % 2 == 0 ? bob : ann,
                                        Approach.PERSON))
                        .conversation()
                        .id();
                  }))
              .toList();
      start.countDown();
      var ids = new HashSet<Long>();
      for (Future<Long> one : all) {
        ids.add(one.get());
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(world.count("select count(*) from conversation")).isOne();
    assertThat(world.count("select count(*) from member")).isEqualTo(2);
    assertThat(world.told(ConversationCreated.class)).hasSize(1);
  }

  @Test
  void shouldShowTheConversationToThePeerWithItsFirstMessage() {
    long id = world.all.directs().open(ann, bob).conversation().id();
    assertThat(world.all.list().page(ann, Scope.MINE, null, null).items()).hasSize(1);
    assertThat(world.all.list().page(bob, Scope.MINE, null, null).items()).isEmpty();
    world.say(id, ann);
    var shown = world.all.list().page(bob, Scope.MINE, null, null).items();
    assertThat(shown).hasSize(1);
    assertThat(shown.getFirst().unread()).isOne();
    assertThat(shown.getFirst().conversation().peerOf(bob)).isEqualTo(ann);
  }

  @Test
  void shouldRefuseMessagesInBothDirectionsFromTheBlockOn() {
    long id = world.all.directs().open(ann, bob).conversation().id();
    world.say(id, ann);
    world.blocks.block(ann, bob);
    assertThat(World.refusal(() -> world.say(id, ann))).isEqualTo(RefusalCode.BLOCKED);
    assertThat(World.refusal(() -> world.say(id, bob))).isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(world.count("select count(*) from outbox where kind = 5 and user_id = ?", bob))
        .isZero();
    world.blocks.unblock(ann, bob);
    assertThat(world.say(id, bob)).isEqualTo(2);
  }

  @Test
  void shouldNotBeginAConversationWithOneselfAStrangerToTheServerOrAcrossABlock() {
    var directs = world.all.directs();
    assertThat(World.refusal(() -> directs.open(ann, ann))).isEqualTo(RefusalCode.INVALID_FIELD);
    assertThat(World.refusal(() -> directs.open(ann, 999))).isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(World.refusal(() -> directs.open(ann, 1))).isEqualTo(RefusalCode.NOT_FOUND);
    world.blocks.block(bob, ann);
    assertThat(World.refusal(() -> directs.open(ann, bob))).isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(World.refusal(() -> directs.open(bob, ann))).isEqualTo(RefusalCode.BLOCKED);
  }
}
