package dev.parley.messenger.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ReceiptsTest {
  private final World world;
  private long ann;
  private long bob;
  private long cid;
  private long group;

  ReceiptsTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    ann = world.person("ann");
    bob = world.person("bob");
    cid = world.person("cid");
    group = world.group(ann, bob, cid);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldKeepTheHigherOfTwoDevicesPositions() {
    for (int i = 0; i < 20; i++) {
      world.say(ann, group, "hello");
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long seq = 1; seq <= 20; seq++) {
        long up = seq;
        threads.execute(() -> world.receipts.read(group, bob, up));
        threads.execute(() -> world.receipts.read(group, bob, 21 - up));
      }
    }
    assertThat(world.receipts.unread(group, bob)).isEqualTo(new Unread(20, 0, 0));
    assertThat(world.receipts.read(group, bob, 3).readSeq()).isEqualTo(20);
    assertThat(world.receipts.read(group, bob, 3).deliveredSeq()).isEqualTo(20);
  }

  @Test
  void shouldNeverReadBeyondTheLog() {
    world.say(ann, group, "hello");
    assertThat(world.receipts.read(group, bob, 999).readSeq()).isOne();
    world.say(ann, group, "again");
    assertThat(world.receipts.unread(group, bob).messages()).isOne();
  }

  @Test
  void shouldListWhoHasSeenAMessageAmongThoseWhoWereThere() {
    long seq = world.say(ann, group, "hello").seq();
    long late = world.person("late");
    world.join(group, late);
    world.receipts.read(group, bob, seq);
    SeenBy seen = world.receipts.seen(group, ann, seq);
    assertThat(seen.seen()).containsExactly(bob);
    assertThat(seen.notSeen()).containsExactly(cid);
    assertThat(world.receipts.positions(group, ann))
        .extracting(Position::userId)
        .containsExactly(ann, bob, cid, late);
    assertThatThrownBy(() -> world.receipts.seen(group, late, seq)).isInstanceOf(Refusal.class);
  }

  @Test
  void shouldCountMentionsUntilTheyAreReadOrRecalled() {
    world.say(ann, group, "@bob");
    long both = world.say(ann, group, "@bob @all").seq();
    long all = world.say(ann, group, "@all").seq();
    assertThat(world.receipts.unread(group, bob).mentions()).isEqualTo(3);
    assertThat(world.receipts.unread(group, cid).mentions()).isEqualTo(2);
    world.edits.recall(group, all, ann);
    assertThat(world.receipts.unread(group, bob).mentions()).isEqualTo(2);
    world.receipts.read(group, bob, both);
    assertThat(world.receipts.unread(group, bob).mentions()).isZero();
  }
}
