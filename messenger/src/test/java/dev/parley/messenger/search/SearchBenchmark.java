package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How fast 200,000 messages are indexed, and how long searches take for somebody who may read
 * 10,000 of them in 500 conversations, and for somebody who may read all. A measurement, not a
 * test: run it with {@code -Dparley.bench.search=true}, for one engine with {@code
 * -Dparley.bench.engine=SQLITE}.
 */
@EnabledIfSystemProperty(named = "parley.bench.search", matches = "true")
class SearchBenchmark {
  private static final int SMALL = 500;
  private static final int LARGE = 10;
  private static final int IN_EACH_SMALL = 20;
  private static final int IN_EACH_LARGE = 19_000;
  private static final int REPEATED = 60;

  private static final List<String> QUESTIONS =
      List.of(
          "meeting",
          "the",
          "the river is",
          "lighthouse harbour",
          "会议",
          "我们",
          "会议 明天",
          "茶",
          "mornin",
          "from:reader river",
          "has:link",
          "zebra crossing",
          "河边 after:2026-11-01");

  private static final String[] COMMON =
      "the is we to and of a you in it for on that are".split(" ");

  private static final String[] RARE =
      ("river boat meeting lighthouse harbour morning tea storm market piano bread lamp garden"
              + " letter window bridge train ticket paper engine bicycle canal music winter summer"
              + " friday kitchen mountain island doctor holiday library coffee station teacher")
          .split(" ");

  private static final String[] CHINESE =
      "我们 明天 会议 河边 喝茶 早上 天气 数据 发布 上线 龙舟 比赛 房租 医生 冰箱 路由器 密码 报告 照片 海边".split(" ");

  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void measure(Engine engine) {
    if (!System.getProperty("parley.bench.engine", engine.name()).equals(engine.name())) {
      return;
    }
    try (var library = new Library(engine)) {
      long reader = library.world.person("reader");
      long everybody = library.world.person("everybody");
      long other = library.world.person("other");
      int all = 0;
      for (int i = 0; i < SMALL; i++) {
        all +=
            fill(
                library.world,
                library.group("S" + i, other, reader, everybody),
                reader,
                IN_EACH_SMALL);
      }
      for (int i = 0; i < LARGE; i++) {
        all += fill(library.world, library.group("L" + i, other, everybody), other, IN_EACH_LARGE);
      }
      long began = System.nanoTime();
      library.indexAll();
      double seconds = (System.nanoTime() - began) / 1e9;
      long rows = library.world.number("select count(*) from search_term");
      System.out.printf(
          "%s indexed %,d messages in %.1f s: %,.0f/s, %,d rows%n",
          engine, all, seconds, all / seconds, rows);
      assertThat(rows).isPositive();
      ask(library, engine, "10,000 messages in 500 conversations", reader);
      ask(library, engine, "all 200,000", everybody);
    }
  }

  private int fill(World world, long group, long sender, int count) {
    world.in((handle, _) -> {
      try (PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into message (conversation_id, seq, message_id, countable, counts, rev,
                sender_id, client_msg_id, request_hash, kind, body, sent_at)
              values (?, ?, ?, ?, 1, 0, ?, ?, '', 0, ?, ?)
              """)) {
        for (int i = 2; i < count + 2; i++) {
          batch.add(
              group, i, world.ids.next(), i, sender, "c" + i, text(), world.now().toEpochMilli());
        }
        batch.execute();
      }
      return handle.execute(
          "update conversation set last_seq = ?, last_countable = ? where conversation_id = ?",
          count + 1,
          count + 1,
          group);
    });
    return count;
  }

  private String text() {
    var words = new ArrayList<String>();
    if (random.nextInt(3) == 0) {
      for (int i = 4 + random.nextInt(6); i > 0; i--) {
        words.add(CHINESE[(int) (CHINESE.length * Math.pow(random.nextDouble(), 2))]);
      }
      return String.join("", words);
    }
    for (int i = 6 + random.nextInt(14); i > 0; i--) {
      words.add(
          switch (random.nextInt(4)) {
            case 0, 1 -> COMMON[random.nextInt(COMMON.length)];
            case 2 -> RARE[(int) (RARE.length * Math.pow(random.nextDouble(), 2))];
            default -> "word" + (int) (20_000 * Math.pow(random.nextDouble(), 3));
          });
    }
    if (random.nextInt(40) == 0) {
      words.add("https://example.org/" + random.nextInt(100));
    }
    return String.join(" ", words);
  }

  private static void ask(Library library, Engine engine, String who, long reader) {
    for (String question : QUESTIONS) {
      double[] millis = new double[REPEATED];
      FoundMessages found = FoundMessages.NONE;
      for (int i = -10; i < REPEATED; i++) {
        long began = System.nanoTime();
        found = library.search.messages(MessageSearch.of(reader, question));
        if (i >= 0) {
          millis[i] = (System.nanoTime() - began) / 1e6;
        }
      }
      Arrays.sort(millis);
      System.out.printf(
          "%s %s: \"%s\" median %.1f ms, p95 %.1f ms, %d hits on the page, complete %s%n",
          engine,
          who,
          question,
          millis[REPEATED / 2],
          millis[REPEATED * 95 / 100],
          found.hits().size(),
          found.complete());
    }
  }
}
