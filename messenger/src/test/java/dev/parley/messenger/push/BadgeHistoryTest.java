package dev.parley.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.message.World;
import dev.parley.messenger.notify.NotifySettings;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadgeHistoryTest {
  private static final int SEEDS = 2;
  private static final int STEPS = 60;

  /** Each message is looked at by itself, whatever positions say. */
  private static final String COUNTED =
      """
      select count(*) from message x
      join member m on m.conversation_id = x.conversation_id and m.user_id = ?
      join conversation c on c.conversation_id = x.conversation_id
      where m.left_seq is null and c.dissolved_at is null
        and x.counts = 1 and x.recalled_at is null and x.sender_id <> m.user_id
        and x.seq > m.read_seq and x.seq >= m.join_seq and x.seq > m.clear_seq
        and x.conversation_id = ? and (? = 0 or x.mention_all = 1 or exists (
          select 1 from mention n where n.user_id = m.user_id
            and n.conversation_id = x.conversation_id and n.seq = x.seq))
      """;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldEqualACountOfAllMessagesThatSomebodyWantsToBeToldOf(Engine engine) {
    try (var place = new PushWorld(engine)) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        history(place, seed);
      }
    }
  }

  private static void history(PushWorld place, int seed) {
    var random = new Random(seed);
    World world = place.world;
    List<Long> people = world.people("s" + seed + "p", 3);
    var groups = new ArrayList<Long>();
    for (int i = 0; i < 3; i++) {
      groups.add(world.group(people));
    }
    for (int step = 0; step < STEPS; step++) {
      long who = people.get(random.nextInt(people.size()));
      long group = groups.get(random.nextInt(groups.size()));
      try {
        step(place, random, who, group, "s" + seed + "p" + random.nextInt(3));
      } catch (Refusal _) {
        // not to be done here; nothing changed
      }
      world.passes(random.nextInt(30_000));
      for (long reader : people) {
        long counted = groups.stream().mapToLong(one -> counted(place, reader, one)).sum();
        assertThat(place.notifications.badge(reader))
            .as("seed %d step %d", seed, step)
            .isEqualTo(counted);
      }
    }
  }

  private static void step(PushWorld place, Random random, long who, long group, String name) {
    World world = place.world;
    long last = world.number("select last_seq from conversation where conversation_id = ?", group);
    switch (random.nextInt(11)) {
      case 0, 1 -> world.say(who, group, "hello");
      case 2 -> world.say(who, group, "hello @" + name);
      case 3 -> world.say(who, group, "hello @all");
      case 4 -> world.edits.recall(group, last, who);
      case 5 -> world.receipts.read(group, who, 1 + random.nextLong(last));
      case 6 -> place.level(who, group, NotifyLevel.of(random.nextInt(4)));
      case 7 ->
          place.notifications.change(
              who,
              new NotifySettings(List.of(NotifyLevel.values()).get(random.nextInt(3)), true, null));
      case 8 ->
          world
              .all
              .mySettings()
              .mute(who, group, world.now().toEpochMilli() + 1 + random.nextInt(60_000));
      case 9 -> world.receipts.markUnread(group, who);
      default -> world.comeOrGo(group, who);
    }
  }

  private static long counted(PushWorld place, long reader, long group) {
    record Mine(boolean muted, @Nullable NotifyLevel level, boolean marked) {}
    long now = place.world.now().toEpochMilli();
    Mine mine =
        place.world.in((handle, _) ->
            handle
                .createQuery(
                    """
                    select muted_until, notify, marked_unread, left_seq from member
                    where conversation_id = ? and user_id = ?
                    """)
                .bind(0, group)
                .bind(1, reader)
                .map((row, _) ->
                    new Mine(
                        row.getLong(1) > now,
                        NotifyLevel.of(row.getInt("notify")),
                        row.getInt("marked_unread") == 1 && row.getObject("left_seq") == null))
                .one());
    NotifyLevel level =
        mine.level == null ? place.notifications.settings(reader).level() : mine.level;
    if (mine.muted || level == NotifyLevel.NONE) {
      return 0;
    }
    int mentionsOnly = level == NotifyLevel.MENTIONS ? 1 : 0;
    long counted = place.world.number(COUNTED, reader, group, mentionsOnly);
    return counted == 0 && mine.marked ? 1 : counted;
  }
}
