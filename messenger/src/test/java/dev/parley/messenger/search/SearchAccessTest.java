package dev.parley.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody finds what one may not see, and nothing that is gone is found or kept. */
@ParameterizedClass
@EnumSource(Engine.class)
class SearchAccessTest {
  private final Library library;
  private long ann;
  private long ben;
  private long cat;

  SearchAccessTest(Engine engine) {
    library = new Library(engine);
  }

  @BeforeEach
  void people() {
    ann = library.world.person("ann");
    ben = library.world.person("ben");
    cat = library.world.person("cat");
  }

  @AfterEach
  void close() {
    library.close();
  }

  private long say(long sender, long group, String text) {
    return library.world.say(sender, group, text).seq();
  }

  /** Rows of the index that stand for words. */
  private long wordsKept(long conversation) {
    library.indexAll();
    return library.world.number(
        "select count(*) from search_term where conversation_id = ? and term >= ?",
        conversation,
        "0");
  }

  @Test
  void shouldShowNothingOfOtherPeoplesConversations() {
    long group = library.group("Secret", ann, ben);
    say(ann, group, "the marmalade is hidden");
    assertThat(library.texts(ben, "marmalade")).hasSize(1);
    assertThat(library.texts(cat, "marmalade")).isEmpty();
    assertThat(library.find(cat, "from:ann").hits()).isEmpty();
    assertThat(library.find(cat, "in:Secret").hits()).isEmpty();
    assertThatThrownBy(() ->
            library.search.messages(
                new MessageSearch(cat, "x", group, null, null, null, null, null, null)))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(RefusalCode.NOT_FOUND));
  }

  @Test
  void shouldEndWithLeavingAndBeginWithJoining() {
    long group = library.group("Door", ann, ben);
    say(ann, group, "marmalade one");
    library.world.leave(group, ben);
    say(ann, group, "marmalade two");
    library.world.join(group, cat);
    say(ann, group, "marmalade three");
    library.world.join(group, ben);
    say(ann, group, "marmalade four");
    assertThat(library.texts(ann, "marmalade")).hasSize(4);
    assertThat(library.texts(ben, "marmalade"))
        .as("both stays, and nothing between")
        .containsExactlyInAnyOrder("marmalade one", "marmalade four");
    assertThat(library.texts(cat, "marmalade"))
        .containsExactlyInAnyOrder("marmalade three", "marmalade four");
  }

  @Test
  void shouldNotFindWhatWasDeletedForOneself() {
    long group = library.group("Shelf", ann, ben);
    say(ann, group, "marmalade one");
    library.world.clear(group, ben);
    assertThat(library.texts(ben, "marmalade")).isEmpty();
    say(ann, group, "marmalade two");
    assertThat(library.texts(ben, "marmalade")).containsExactly("marmalade two");
    assertThat(library.texts(ann, "marmalade")).hasSize(2);
  }

  @Test
  void shouldForgetWhatWasRecalledAtOnce() {
    long group = library.group("Slip", ann, ben);
    long before = wordsKept(group);
    long seq = say(ann, group, "marmalade of Zanzibar");
    assertThat(wordsKept(group)).isEqualTo(before + 3);
    library.world.edits.recall(group, seq, ann);
    assertThat(library.search.messages(MessageSearch.of(ben, "marmalade")).hits()).isEmpty();
    assertThat(wordsKept(group)).as("nothing of it is kept").isEqualTo(before);
  }

  @Test
  void shouldForgetWhatWasRecalledBeforeItWasIndexed() {
    long group = library.group("Slip", ann, ben);
    long seq = say(ann, group, "marmalade");
    library.world.edits.recall(group, seq, ann);
    assertThat(library.texts(ben, "marmalade")).isEmpty();
    assertThat(wordsKept(group)).isZero();
  }

  @Test
  void shouldForgetWhatWasPurged() {
    long group = library.group("Old", ann, ben);
    say(ann, group, "marmalade one");
    long last = say(ann, group, "marmalade two");
    say(ann, group, "marmalade three");
    library.indexAll();
    library.world.purge(group, last);
    assertThat(library.texts(ann, "marmalade")).containsExactly("marmalade three");
    assertThat(library.texts(ann, "one")).isEmpty();
    assertThat(wordsKept(group)).isEqualTo(2);
  }

  @Test
  void shouldHideWhatIsPurgedBeforeItsWordsAreGone() {
    long group = library.group("Old", ann, ben);
    long last = say(ann, group, "marmalade one");
    say(ann, group, "marmalade two");
    library.indexAll();
    library.world.execute(
        "update conversation set purge_seq = ? where conversation_id = ?", last, group);
    assertThat(library.texts(ann, "marmalade")).containsExactly("marmalade two");
  }

  @Test
  void shouldFindAnEditedMessageByItsNewTextOnly() {
    long group = library.group("Edit", ann, ben);
    long early = say(ann, group, "marmalade");
    library.indexAll();
    library.world.edits.edit(group, early, ann, "honey");
    assertThat(library.search.messages(MessageSearch.of(ben, "marmalade")).hits()).isEmpty();
    assertThat(library.search.messages(MessageSearch.of(ben, "honey")).hits())
        .as("at once, not after the next round")
        .hasSize(1);
    long late = say(ann, group, "jam");
    library.world.edits.edit(group, late, ann, "syrup");
    assertThat(library.texts(ben, "jam")).isEmpty();
    assertThat(library.texts(ben, "syrup")).containsExactly("syrup");
    assertThat(wordsKept(group)).isEqualTo(2);
  }

  /** The indexer has read a text, and before it writes the words the text is changed. */
  @Test
  void shouldNotIndexATextThatChangedSinceItWasRead() {
    var heads = new HeadTable();
    long group = library.group("Race", ann, ben);
    long slip = say(ann, group, "marmalade");
    HeadTable.Head none = head(heads, group);
    library.world.edits.recall(group, slip, ann);
    assertThat(moves(heads, group, none, slip)).as("the first change of all").isFalse();
    long seq = say(ann, group, "jam");
    HeadTable.Head known = head(heads, group);
    library.world.edits.edit(group, seq, ann, "honey");
    assertThat(moves(heads, group, known, seq)).as("a later one").isFalse();
    assertThat(moves(heads, group, head(heads, group), seq)).isTrue();
  }

  private HeadTable.Head head(HeadTable heads, long group) {
    return library.world.in((handle, _) -> heads.find(handle, group).orElseThrow());
  }

  private boolean moves(HeadTable heads, long group, HeadTable.Head from, long to) {
    return library.world.in((handle, _) -> heads.move(handle, group, from, to));
  }

  @Test
  void shouldFindNothingOfADissolvedGroupAndKeepNothingAfterItsPurge() {
    long group = library.group("Gone", ann, ben);
    say(ann, group, "marmalade");
    library.indexAll();
    library.world.dissolve(group);
    assertThat(library.texts(ann, "marmalade")).isEmpty();
    library.world.passes(java.time.Duration.ofDays(365).toMillis());
    var purge = library.world.all.dissolvedPurge(List.of(library.index.purge()));
    while (purge.runBatch().more()) {
      library.world.passes(1);
    }
    assertThat(library.world.number("select count(*) from search_term")).isZero();
    assertThat(library.world.number("select count(*) from search_head")).isZero();
  }

  @Test
  void shouldForgetTheWordsOfDeletedAccounts() {
    long group = library.group("Word", ann, ben);
    say(ben, group, "marmalade");
    say(ann, group, "honey");
    library.indexAll();
    library.world.delete(ben);
    assertThat(library.texts(ann, "marmalade")).isEmpty();
    assertThat(library.texts(ann, "honey")).hasSize(1);
    assertThat(wordsKept(group)).isEqualTo(1);
  }

  @Test
  void shouldIndexAnewWhateverWasCutInAnOlderWay() {
    long group = library.group("Version", ann, ben);
    for (int i = 0; i < 300; i++) {
      say(ann, group, "marmalade number" + i);
    }
    library.indexAll();
    library.world.execute(
        "insert into search_term (conversation_id, term, block, bits) values (?, 'stale', 0, 1)",
        group);
    library.world.execute("update search_head set version = 0");
    library.indexAll();
    assertThat(library.world.number("select count(*) from search_term where term = 'stale'"))
        .isZero();
    assertThat(library.find(ben, "marmalade").hits()).hasSize(50);
    assertThat(library.texts(ben, "number299")).hasSize(1);
  }

  @Test
  void shouldFindPeopleOneKnowsAndStrangersByTheirWholeHandleOnly() {
    long zoe = library.world.person("zoe.quartz");
    library.group("Known", ann, ben);
    assertThat(library.people.find(ann, "be", 10)).hasSize(1);
    assertThat(library.people.find(ann, "zoe", 10)).isEmpty();
    assertThat(library.people.find(ann, "zoe.quart", 10)).isEmpty();
    assertThat(library.people.find(ann, "@Zoe.Quartz", 10))
        .extracting(found -> found.profile().userId())
        .containsExactly(zoe);
    library.world.contacts.add(ann, zoe, "小石头");
    assertThat(library.people.find(ann, "石头", 10)).hasSize(1);
    assertThat(library.people.find(ben, "石头", 10)).as("an alias is one's own").isEmpty();
    library.world.contacts.remove(ann, zoe);
    assertThat(library.people.find(ann, "zoe", 10)).isEmpty();
  }

  @Test
  void shouldFindFellowsOnlyWhileBothAreIn() {
    long group = library.group("Door", ann, ben, cat);
    assertThat(library.people.find(ann, "be", 10)).hasSize(1);
    library.world.leave(group, ben);
    assertThat(library.people.find(ann, "be", 10)).as("who has left").isEmpty();
    assertThat(library.people.find(ben, "ca", 10)).as("for who has left").isEmpty();
    assertThat(library.people.find(cat, "an", 10)).hasSize(1);
  }

  @Test
  void shouldFindOnlyGroupsOneIsIn() {
    long group = library.group("Crème 河边俱乐部", ann, ben);
    for (String words : List.of("creme", "河边", "俱乐部", "Crème 河")) {
      assertThat(library.titles.find(ann, words, 10))
          .as(words)
          .extracting(found -> found.conversation().id())
          .containsExactly(group);
    }
    assertThat(library.titles.find(cat, "creme", 10)).isEmpty();
    library.world.leave(group, ben);
    assertThat(library.titles.find(ben, "creme", 10)).isEmpty();
  }
}
