package dev.parley.messenger.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Retention;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.message.World;
import dev.parley.messenger.receipt.UnreadCheck;
import dev.parley.store.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens in between, counts stay true and nothing goes too early or stays too long. */
class RetentionHistoryTest {
  private static final int SEEDS = 20;
  private static final int STEPS = 150;
  private static final List<String> RULES = List.of("1h", "2h", "1d", "forever", "server");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldKeepUnreadEqualToACountOfAllMessagesWhateverIsPurged(Engine engine) {
    try (var world = new World(engine)) {
      var rule = new ServerRule(world.transactions(), world::now, Retention.FOREVER);
      for (int seed = 1; seed <= SEEDS; seed++) {
        history(world, rule, seed);
      }
    }
  }

  private static void history(World world, ServerRule rule, int seed) {
    var random = new Random(seed);
    List<Long> people = world.people("p" + seed + "x", 4);
    long group = world.group(people);
    for (int step = 0; step < STEPS; step++) {
      try {
        step(world, rule, random, people, group);
      } catch (Refusal refusal) {
        assertThat(refusal.code().name())
            .as("seed %d step %d", seed, step)
            .isIn("NOT_ALLOWED", "NOT_FOUND", "TOO_LATE", "LAST_OWNER");
      }
      List<UnreadCheck.Difference> wrong =
          world.in((handle, _) -> new UnreadCheck().differences(handle, group, group, 10));
      assertThat(wrong).as("seed %d step %d", seed, step).isEmpty();
    }
    assertPurged(world, rule, group, seed);
  }

  private static void step(
      World world, ServerRule rule, Random random, List<Long> people, long group) {
    long who = people.get(random.nextInt(people.size()));
    long last = world.number("select last_seq from conversation where conversation_id = ?", group);
    long seq = 1 + random.nextLong(last + 2);
    int chance = random.nextInt(100);
    if (chance < 45) {
      world.say(who, group, "hello @all");
    } else if (chance < 60) {
      world.receipts.read(group, who, seq);
    } else if (chance < 70) {
      world.edits.recall(group, seq, who);
    } else if (chance < 74) {
      world.clear(group, who);
    } else if (chance < 80) {
      if (world.owner(group) != who) {
        world.comeOrGo(group, who);
      }
    } else if (chance < 84) {
      rule.set(Retention.of(random.nextBoolean() ? "1h" : "forever").orElseThrow());
    } else if (chance < 88) {
      Retention own =
          Retention.ofConversation(RULES.get(random.nextInt(RULES.size()))).orElseThrow();
      world.all.groups().change(world.owner(group), group, new Groups.Change(null, null, own));
    } else {
      run(world, rule, random.nextInt(6)); // mostly not to its end
    }
    world.passes(Duration.ofMinutes(random.nextInt(10)).toMillis());
  }

  private static void run(World world, ServerRule rule, int batches) {
    var purge =
        new RetentionPurge(
            world.transactions(),
            rule,
            world.outbox,
            world::now,
            new Erasure(TextIndex.none()),
            List.of(),
            new RetentionPurge.Batch(50, 4, 3));
    for (int i = 0; i < batches && purge.runBatch().more(); i++) {
      world.passes(1);
    }
  }

  /** Runs the job to its end, and looks at each message. */
  private static void assertPurged(World world, ServerRule rule, long group, int seed) {
    rule.set(Retention.of("1h").orElseThrow());
    world
        .all
        .groups()
        .change(world.owner(group), group, new Groups.Change(null, null, Retention.SERVERS));
    long before = world.now().toEpochMilli() - Duration.ofHours(1).toMillis();
    run(world, rule, Integer.MAX_VALUE);
    long tooOld =
        world.number(
            """
            select count(*) from message
            where conversation_id = ? and sent_at <= ? and (purged_at is null or body is not null)
            """,
            group,
            before);
    assertThat(tooOld).as("seed %d", seed).isZero();
    long purgeSeq =
        world.number("select purge_seq from conversation where conversation_id = ?", group);
    assertThat(
            world.number(
                "select count(*) from message where conversation_id = ? and purged_at is not null",
                group))
        .as("seed %d", seed)
        .isEqualTo(purgeSeq);
  }
}
