package dev.parley.messenger.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnreadHistoryTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 200;
  private static final EnumSet<RefusalCode> EXPECTED =
      EnumSet.of(RefusalCode.NOT_ALLOWED, RefusalCode.NOT_FOUND, RefusalCode.TOO_LATE);

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
    var people = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      people.add(world.person("p" + seed + "x" + i));
    }
    long group = world.group(people.stream().mapToLong(Long::longValue).toArray());
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

  private static void step(World world, Random random, List<Long> people, long group) {
    long who = people.get(random.nextInt(people.size()));
    long last = world.number("select last_seq from conversation where conversation_id = ?", group);
    long seq = 1 + random.nextLong(last + 2);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> world.say(who, group, "hello");
      case 4 -> world.edits.edit(group, seq, who, "edited");
      case 5 -> world.edits.recall(group, seq, who);
      case 6, 7 -> world.receipts.read(group, who, seq);
      case 8 -> world.clear(group, who);
      default -> comeOrGo(world, group, who);
    }
    world.passes(10_000);
  }

  private static void comeOrGo(World world, long group, long who) {
    boolean present =
        world.number(
                """
                select count(*) from member
                where conversation_id = ? and user_id = ? and left_seq is null
                """,
                group,
                who)
            == 1;
    if (present) {
      world.leave(group, who);
    } else {
      world.join(group, who);
    }
  }
}
