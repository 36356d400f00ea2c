package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.ConversationList.Scope;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A random history, and beside it a model that knows nothing of positions and counts: it remembers
 * each message and who may see it. After every step list, order, unread and visible ranges of
 * everybody must be those of the model.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class HistoryTest {
  private static final int STEPS = 250;

  private final World world;
  private final Map<Long, Log> logs = new HashMap<>();
  private final List<Long> people = new ArrayList<>();

  HistoryTest(Engine engine) {
    world = new World(engine);
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** One message as people saw it. */
  private static final class Entry {
    final long seq;
    final boolean counts;
    final Set<Long> visibleTo = new HashSet<>();
    final Set<Long> unreadBy = new HashSet<>();
    final Set<Long> names = new HashSet<>();

    Entry(long seq, boolean counts) {
      this.seq = seq;
      this.counts = counts;
    }
  }

  private static final class Log {
    final List<Entry> entries = new ArrayList<>();
    final Set<Long> present = new HashSet<>();
    final Set<Long> hidden = new HashSet<>();
    final Map<Long, Long> pinned = new HashMap<>();
    long at;

    void add(Entry entry) {
      entry.visibleTo.addAll(present);
      entries.add(entry);
    }
  }

  @Test
  void shouldAgreeWithBruteForceAfterEveryStepOfARandomHistory() {
    for (long seed = 1; seed <= 2; seed++) {
      var random = new Random(seed);
      logs.clear();
      people.clear();
      for (int i = 0; i < 4; i++) {
        people.add(world.person());
      }
      for (int i = 0; i < 3; i++) {
        begin(i == 0 ? people : people.subList(0, 2));
      }
      for (int step = 0; step < STEPS; step++) {
        world.now.addAndGet(1);
        String what = step(random);
        for (long user : people) {
          verify(user, "seed %d step %d: %s".formatted(seed, step, what));
        }
      }
    }
  }

  private void begin(List<Long> members) {
    world.now.addAndGet(1);
    Long[] others = members.subList(1, members.size()).toArray(Long[]::new);
    long id = world.group(members.getFirst(), others).id();
    var log = new Log();
    log.present.addAll(members);
    log.at = world.now.get();
    log.add(new Entry(1, false));
    logs.put(id, log);
  }

  private Log log(long id) {
    return Objects.requireNonNull(logs.get(id));
  }

  private String step(Random random) {
    long id = List.copyOf(logs.keySet()).get(random.nextInt(logs.size()));
    Log log = log(id);
    long owner = people.getFirst();
    long user = people.get(random.nextInt(people.size()));
    int kind = random.nextInt(12);
    try {
      return user
          + switch (kind) {
            case 0, 1, 2, 3 -> say(id, log, user, random);
            case 4, 5 -> read(id, log, user, random);
            case 6 -> recall(id, log, random);
            case 7 -> hide(id, log, user);
            case 8 -> leave(id, log, user, owner);
            case 9 -> add(id, log, user, owner);
            case 10 -> purge(id, log, random);
            default -> pin(id, log, user);
          };
    } catch (Refusal refusal) {
      return "refused: " + refusal.detail(); // the model did not change either
    }
  }

  private String say(long id, Log log, long user, Random random) {
    long seq = world.say(id, user);
    var entry = new Entry(seq, true);
    log.add(entry);
    log.at = world.now.get();
    log.present.stream().filter(other -> other != user).forEach(entry.unreadBy::add);
    log.hidden.removeAll(log.present);
    long named = people.get(random.nextInt(people.size()));
    if (named != user && log.present.contains(named)) {
      world.write(handle ->
          handle.execute(
              "insert into mention (user_id, conversation_id, seq) values (?, ?, ?)",
              named,
              id,
              seq));
      entry.names.add(named);
    } else if (named == user) {
      world.write(handle ->
          handle.execute(
              "update message set mention_all = 1 where conversation_id = ? and seq = ?", id, seq));
      entry.names.addAll(people);
    }
    return " says " + seq;
  }

  private String read(long id, Log log, long user, Random random) {
    long upTo = 1L + random.nextInt(log.entries.size());
    if (!log.present.contains(user)) {
      return " reads nothing";
    }
    world.write(handle ->
        handle.execute(
            """
            update member set read_seq = ?,
              read_countable = (select countable from message
                                where conversation_id = ? and seq = ?)
            where conversation_id = ? and user_id = ? and read_seq < ?
            """,
            upTo,
            id,
            upTo,
            id,
            user,
            upTo));
    log.entries.stream()
        .filter(entry -> entry.seq <= upTo)
        .forEach(entry -> entry.unreadBy.remove(user));
    return " reads up to " + upTo;
  }

  private String recall(long id, Log log, Random random) {
    Entry entry = log.entries.get(random.nextInt(log.entries.size()));
    if (!entry.counts) {
      return " recalls nothing";
    }
    world.write(handle -> {
      handle.execute(
          """
          update message set body = null, recalled_at = 1, mention_all = 0
          where conversation_id = ? and seq = ?
          """,
          id,
          entry.seq);
      handle.execute("delete from mention where conversation_id = ? and seq = ?", id, entry.seq);
    });
    entry.unreadBy.clear();
    return " recalls " + entry.seq;
  }

  private String hide(long id, Log log, long user) {
    world.all.mySettings().hide(user, id);
    log.entries.forEach(entry -> {
      entry.visibleTo.remove(user);
      entry.unreadBy.remove(user);
    });
    log.hidden.add(user);
    log.pinned.remove(user);
    return " hides";
  }

  private String leave(long id, Log log, long user, long owner) {
    if (user == owner) {
      return " stays";
    }
    world.all.memberships().leave(user, id);
    note(log);
    log.present.remove(user);
    log.pinned.remove(user);
    return " leaves";
  }

  private String add(long id, Log log, long user, long owner) {
    if (!log.present.contains(user)) {
      world.all.memberships().add(owner, id, List.of(user));
      log.present.add(user);
      log.hidden.remove(user);
      // what was unread in an earlier stay is not counted any more
      log.entries.forEach(entry -> entry.unreadBy.remove(user));
      note(log);
    }
    return " comes";
  }

  private void note(Log log) {
    log.add(new Entry(log.entries.size() + 1L, false));
    log.at = world.now.get();
  }

  private String purge(long id, Log log, Random random) {
    long upTo = random.nextInt(log.entries.size());
    world.write(handle ->
        handle.execute(
            """
            update conversation set purge_seq = ?,
              purge_countable = coalesce((select countable from message
                                 where conversation_id = ? and seq = ?), 0)
            where conversation_id = ? and purge_seq < ?
            """,
            upTo,
            id,
            upTo,
            id,
            upTo));
    log.entries.stream()
        .filter(entry -> entry.seq <= upTo)
        .forEach(entry -> {
          entry.visibleTo.clear();
          entry.unreadBy.clear();
        });
    return " sees a purge up to " + upTo;
  }

  private String pin(long id, Log log, long user) {
    if (log.pinned.containsKey(user)) {
      world.all.mySettings().unpin(user, id);
      log.pinned.remove(user);
      return " unpins";
    }
    world.all.mySettings().pin(user, id);
    log.pinned.put(user, world.now.get());
    return " pins";
  }

  private void verify(long user, String what) {
    var expected =
        logs.entrySet().stream()
            .filter(log ->
                log.getValue().present.contains(user) && !log.getValue().hidden.contains(user))
            .sorted(
                Comparator.<Map.Entry<Long, Log>>comparingInt(
                        log -> log.getValue().pinned.containsKey(user) ? 0 : 1)
                    .thenComparingLong(log -> -log.getValue().at)
                    .thenComparing(Map.Entry::getKey, Collections.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    List<ConversationSummary> list = wholeList(user);
    assertThat(list).as(what).extracting(row -> row.conversation().id()).isEqualTo(expected);
    for (ConversationSummary row : list) {
      Log log = log(row.conversation().id());
      String who = what + " · user " + user + " · " + row.conversation().id();
      assertThat(row.unread()).as(who).isEqualTo(unread(log, user).size());
      assertThat(row.mentions())
          .as(who)
          .isEqualTo(
              unread(log, user).stream().filter(entry -> entry.names.contains(user)).count());
      assertThat(row.conversation().memberCount()).as(who).isEqualTo(log.present.size());
      assertThat(row.last() == null ? null : (Long) row.last().seq())
          .as(who)
          .isEqualTo(last(log, user));
    }
    logs.forEach((id, log) -> verifyVisible(id, log, user, what));
  }

  /** By pages of two, so that cursors are part of it. */
  private List<ConversationSummary> wholeList(long user) {
    var list = new ArrayList<ConversationSummary>();
    String cursor = null;
    do {
      var page = world.all.list().page(user, Scope.MINE, cursor, 2);
      list.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return list;
  }

  private static List<Entry> unread(Log log, long user) {
    return log.entries.stream().filter(entry -> entry.unreadBy.contains(user)).toList();
  }

  private static @Nullable Long last(Log log, long user) {
    Entry last = log.entries.getLast();
    return last.visibleTo.contains(user) ? (Long) last.seq : null;
  }

  private void verifyVisible(long id, Log log, long user, String what) {
    boolean ever =
        world.count(
                "select count(*) from member where conversation_id = ? and user_id = ?", id, user)
            > 0;
    if (ever) {
      Visible visible = world.visible(id, user);
      for (Entry entry : log.entries) {
        assertThat(visible.contains(entry.seq))
            .as("%s · user %d sees %d of %d", what, user, entry.seq, id)
            .isEqualTo(entry.visibleTo.contains(user));
      }
    }
  }
}
