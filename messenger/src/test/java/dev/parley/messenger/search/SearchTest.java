package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a question means, how its answers are ranked, marked and paged, and where it ends. */
@ParameterizedClass
@EnumSource(Engine.class)
class SearchTest {
  private final Library library;
  private long ann;
  private long ben;
  private long group;

  SearchTest(Engine engine) {
    library = new Library(engine);
  }

  @BeforeEach
  void begin() {
    ann = library.world.person("ann");
    ben = library.world.person("ben");
    group = library.group("Tea 茶馆", ann, ben);
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void say(String... texts) {
    for (String text : texts) {
      library.world.passes(1_000);
      library.world.say(ann, group, text);
    }
  }

  private Refusal refusal(MessageSearch asked) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> library.search.messages(asked));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private Refusal refusal(String text) {
    return refusal(MessageSearch.of(ann, text));
  }

  @Test
  void shouldFindOneChineseCharacterAndTwo() {
    say("我想喝茶", "茶凉了", "去喝咖啡");
    assertThat(library.texts(ben, "茶")).hasSize(2);
    assertThat(library.texts(ben, "喝茶")).containsExactly("我想喝茶");
    assertThat(library.texts(ben, "凉了")).containsExactly("茶凉了");
    assertThat(library.texts(ben, "茶 凉")).containsExactly("茶凉了");
  }

  @Test
  void shouldTakeChineseWithoutSpacesAsWordsThatStandTogether() {
    say("上海下雨", "海下有鱼，上海没有下雨天");
    FoundMessages found = library.find(ben, "上海下");
    assertThat(found.hits()).extracting(hit -> hit.excerpt().text()).containsExactly("上海下雨");
    assertThat(found.partial()).isFalse();
    assertThat(found.hits().getFirst().excerpt().highlights()).containsExactly(new Range(0, 3));
  }

  @Test
  void shouldMarkWhatWasFoundInTheTextAsItWasWritten() {
    say("Crème brûlée! 我要两份布丁，两份 crème.");
    FoundMessages found = library.find(ben, "creme 两份");
    Excerpt excerpt = found.hits().getFirst().excerpt();
    assertThat(excerpt.highlights())
        .extracting(range -> excerpt.text().substring(range.start(), range.end()))
        .containsExactly("Crème", "两份", "两份", "crème");
    Excerpt one = library.find(ben, "布").hits().getFirst().excerpt();
    assertThat(one.highlights())
        .extracting(range -> one.text().substring(range.start(), range.end()))
        .containsExactly("布");
  }

  @Test
  void shouldCutLongMessagesAroundWhatWasFound() {
    say("filler 😀 ".repeat(200) + "marmalade" + " filler 😀".repeat(200));
    Excerpt excerpt = library.find(ben, "marmal").hits().getFirst().excerpt();
    assertThat(excerpt.cutBefore()).isTrue();
    assertThat(excerpt.cutAfter()).isTrue();
    assertThat(excerpt.text()).hasSizeLessThanOrEqualTo(241);
    assertThat(Character.isLowSurrogate(excerpt.text().charAt(0))).isFalse();
    Range range = excerpt.highlights().getFirst();
    assertThat(excerpt.text().substring(range.start(), range.end())).isEqualTo("marmalade");
  }

  @Test
  void shouldCutNoCharacterInHalves() {
    String row = "😀".repeat(200);
    for (Excerpt excerpt :
        List.of(
            Excerpt.of(row + " marmalade", List.of(new Range(401, 410))),
            Excerpt.of("marmalade" + row, List.of(new Range(0, 9))))) {
      assertThat(
              excerpt
                  .text()
                  .codePoints()
                  .filter(point -> Character.getType(point) == Character.SURROGATE))
          .isEmpty();
      assertThat(excerpt.text()).hasSizeGreaterThan(200);
      Range range = excerpt.highlights().getFirst();
      assertThat(excerpt.text().substring(range.start(), range.end())).isEqualTo("marmalade");
    }
  }

  @Test
  void shouldMarkNothingThatTheExcerptDoesNotShow() {
    say("marmalade" + " filler".repeat(200) + " marmalade");
    assertThat(library.find(ben, "marmalade").hits().getFirst().excerpt().highlights())
        .containsExactly(new Range(0, 9));
  }

  @Test
  void shouldRankWordsThatStandTogetherThenWholeWordsThenRecentOnes() {
    say(
        "green is the colour of tea, and of much else besides, one might well say so",
        "green tea is what I like in the morning, with a slice of lemon or without",
        "greenish");
    library.world.passes(java.time.Duration.ofDays(60).toMillis());
    say("green tea is what I like in the morning, with a slice of lemon or without");
    List<Hit> hits = library.find(ben, "green tea").hits();
    assertThat(hits).extracting(Hit::seq).containsExactly(5L, 3L, 2L);
    assertThat(library.texts(ben, "green").getLast()).isEqualTo("greenish");
  }

  @Test
  void shouldPutWordsThatStandAsTheyWereTypedBeforeTheSameWordsApart() {
    say("so we had green tea", "green so we had tea");
    assertThat(library.find(ben, "green tea").hits()).extracting(Hit::seq).containsExactly(2L, 3L);
  }

  @Test
  void shouldSayIfNoMessageHoldsAllWords() {
    say("the kettle is on", "the cups are clean");
    FoundMessages found = library.find(ben, "kettle broken");
    assertThat(found.partial()).isTrue();
    assertThat(found.hits())
        .extracting(hit -> hit.excerpt().text())
        .containsExactly("the kettle is on");
    assertThat(library.find(ben, "\"kettle on\" zebra crossing").hits()).isEmpty();
  }

  @Test
  void shouldFilterBySenderPlaceContentAndTime() {
    long image = library.world.file(ben, 0);
    say("see http://example.org/tea", "no link");
    library.world.messages.send(
        new dev.parley.messenger.message.SendCommand(
            ben,
            new dev.parley.messenger.message.Target.InConversation(group),
            "img",
            new dev.parley.messenger.message.Content.Attachment(
                dev.parley.messenger.message.MessageKind.IMAGE, image, "tea cups"),
            null,
            null));
    library.tell(ben, ann, "tea for two");
    assertThat(library.texts(ann, "has:image")).containsExactly("tea cups");
    assertThat(library.texts(ann, "tea has:link")).containsExactly("see http://example.org/tea");
    assertThat(library.texts(ann, "tea from:ben"))
        .containsExactlyInAnyOrder("tea cups", "tea for two");
    assertThat(library.texts(ann, "tea from:me")).containsExactly("see http://example.org/tea");
    assertThat(library.texts(ann, "tea in:茶馆 from:@ben")).containsExactly("tea cups");
    assertThat(library.texts(ann, "tea in:ben")).containsExactly("tea for two");
    assertThat(library.texts(ann, "tea from:nobody")).isEmpty();
    assertThat(library.texts(ann, "tea before:2026-11-21")).isEmpty();
    assertThat(library.texts(ann, "tea after:2026-11-21 before:2027")).hasSize(3);
    assertThat(library.texts(ann, "in:ben after:2026-11")).containsExactly("tea for two");
    assertThat(texts(new MessageSearch(ann, "tea", group, null, null, null, null, null, 5)))
        .containsExactlyInAnyOrder("tea cups", "see http://example.org/tea");
    assertThat(texts(new MessageSearch(ann, "tea", null, ben, null, null, null, null, 5)))
        .containsExactlyInAnyOrder("tea cups", "tea for two");
    assertThat(texts(new MessageSearch(ann, "tea", group, ben, "image", "2027", "2026", null, 5)))
        .containsExactly("tea cups");
  }

  private List<String> texts(MessageSearch asked) {
    return library.search.messages(asked).hits().stream().map(hit -> hit.excerpt().text()).toList();
  }

  @Test
  void shouldFindWhereATimeBeginsInALongLog() {
    for (int i = 0; i < 40; i++) {
      library.world.passes(java.time.Duration.ofDays(1).toMillis());
      say("tea number " + i);
    }
    assertThat(library.texts(ben, "tea after:2026-12-20 before:2026-12-23"))
        .containsExactlyInAnyOrder("tea number 28", "tea number 29", "tea number 30");
  }

  @Test
  void shouldPageThroughAllHitsOnceAlsoWhileOthersAreSent() {
    for (int i = 0; i < 25; i++) {
      say("tea " + i);
    }
    library.indexAll();
    var seen = new ArrayList<Long>();
    @Nullable String cursor = null;
    do {
      FoundMessages page =
          library.search.messages(
              new MessageSearch(ben, "tea", null, null, null, null, null, cursor, 10));
      page.hits().forEach(hit -> seen.add(hit.seq()));
      cursor = page.next();
      say("tea again, with so many more words that it comes last");
      library.indexAll();
    } while (cursor != null);
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(refusal(new MessageSearch(ben, "tea", null, null, null, null, null, "x", 10)).code())
        .isEqualTo(RefusalCode.INVALID_CURSOR);
  }

  @Test
  void shouldSayThatTooManyMessagesCouldBeMeant() {
    library.world.in((handle, _) -> {
      handle.execute("update conversation set last_seq = 2000, last_countable = 2000");
      var batch =
          handle.prepareBatch(
              """
              insert into message (conversation_id, seq, message_id, countable, counts, rev,
                sender_id, client_msg_id, request_hash, kind, body, sent_at)
              values (?, ?, ?, ?, 1, 0, ?, ?, '', 0, 'tea', 0)
              """);
      for (int i = 2; i <= 2_000; i++) {
        batch.add(group, i, library.world.ids.next(), i, ann, "c" + i);
      }
      batch.execute();
      return 0;
    });
    FoundMessages found = library.find(ben, "tea");
    assertThat(found.complete()).isFalse();
    assertThat(found.hits().getFirst().seq()).isEqualTo(2_000);
  }

  @Test
  void shouldAnswerPreciselyWhateverIsTyped() {
    say("100% of 'tea' -- drop table message; \\ % _ \" <b>bold</b>");
    assertThat(library.texts(ben, "'; drop table message; --")).hasSize(1);
    assertThat(library.texts(ben, "<b>bold</b>")).hasSize(1);
    for (String odd : List.of("%", "_", "???", "\"\"", "from:", "in:\"", "\u0001a", "has: ")) {
      assertThat(library.texts(ben, odd)).as(odd).isEmpty();
    }
    assertThat(library.texts(ben, "tea ".repeat(60))).hasSize(1);
    assertThat(refusal("x".repeat(257)))
        .extracting(Refusal::code, Refusal::field)
        .containsExactly(RefusalCode.FIELD_TOO_LONG, "q");
    assertThat(refusal("  ")).extracting(Refusal::field).isEqualTo("q");
    assertThat(refusal("has:video")).extracting(Refusal::field).isEqualTo("q");
    assertThat(refusal("before:yesterday")).extracting(Refusal::field).isEqualTo("q");
    assertThat(refusal("after:2026-13")).extracting(Refusal::field).isEqualTo("q");
    assertThat(refusal(new MessageSearch(ann, "", null, null, "x", null, null, null, null)))
        .extracting(Refusal::field)
        .isEqualTo("has");
    assertThat(refusal(new MessageSearch(ann, "a", null, null, null, "x", null, null, null)))
        .extracting(Refusal::field)
        .isEqualTo("before");
    assertThat(refusal(new MessageSearch(ann, "a", null, null, null, null, null, null, 201)))
        .extracting(Refusal::field)
        .isEqualTo("limit");
  }

  @Test
  void shouldFindALongSentenceThatWasPasted() {
    String sentence = "我们明天下午三点在河边的茶馆里见面，然后一起去看龙舟比赛，晚上再去吃火锅。";
    say(sentence, "明天下午三点");
    assertThat(library.texts(ben, sentence)).containsExactly(sentence);
  }
}
