package dev.parley.messenger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnreadHistoryTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 200;
  private static final EnumSet<RefusalCode> EXPECTED =
      EnumSet.of(
          RefusalCode.NOT_ALLOWED,
          RefusalCode.NOT_FOUND,
          RefusalCode.TOO_LATE,
          RefusalCode.LAST_OWNER);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldEqualACountOfAllMessagesAfterEveryStepOfAnyHistory(Engine engine) {
    try (var world = new World(engine)) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        history(world, seed);
      }
    }
  }

  private static void history(World world, int seed) {
    var random = new Random(seed);
    List<Long> people = world.people("p" + seed + "x", 4);
    long group = world.group(people);
    for (int step = 0; step < STEPS; step++) {
      try {
        step(world, random, people, group);
      } catch (Refusal refusal) {
        assertThat(EXPECTED).as("seed %d step %d", seed, step).contains(refusal.code());
      }
      List<UnreadCheck.Difference> wrong =
          world.in((handle, _) -> new UnreadCheck().differences(handle, group, group, 10));
      assertThat(wrong).as("seed %d step %d", seed, step).isEmpty();
    }
  }

  /** What may happen, with its chance in percent. */
  private enum Deed {
    SAY(38),
    EDIT(8),
    RECALL(10),
    READ(16),
    CLEAR(3),
    AWAY(6),
    MARK(4),
    PURGE(2),
    HAND_OVER(2),
    DELETE_ACCOUNT(1),
    COME_OR_GO(10);

    private final int percent;

    Deed(int percent) {
      this.percent = percent;
    }

    static Deed of(int chance) {
      int left = chance;
      for (Deed deed : values()) {
        left -= deed.percent;
        if (left < 0) {
          return deed;
        }
      }
      throw new AssertionError("the chances make a hundred");
    }
  }

  private static void step(World world, Random random, List<Long> people, long group) {
    long who = people.get(random.nextInt(people.size()));
    long last = world.number("select last_seq from conversation where conversation_id = ?", group);
    long seq = 1 + random.nextLong(last + 2);
    switch (Deed.of(random.nextInt(100))) {
      case SAY -> world.say(who, group, "hello");
      case EDIT -> world.edits.edit(group, seq, who, "edited");
      case RECALL -> world.edits.recall(group, seq, who);
      case READ -> world.receipts.read(group, who, seq);
      case CLEAR -> world.clear(group, who);
      case AWAY -> world.all.myDeletions().delete(who, group, List.of(seq, last));
      case MARK -> world.receipts.markUnread(group, who);
      case PURGE -> world.purge(group, Math.min(seq, last));
      case HAND_OVER -> world.all.roles().handOver(world.owner(group), group, who);
      case DELETE_ACCOUNT -> {
        world.delete(who);
        people.set(people.indexOf(who), world.person("q" + who));
      }
      case COME_OR_GO -> world.comeOrGo(group, who);
    }
    world.passes(10_000);
  }
}
