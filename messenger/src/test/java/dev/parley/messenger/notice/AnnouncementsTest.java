package dev.parley.messenger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Progress;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.conversation.ConversationList.Scope;
import dev.parley.messenger.conversation.ConversationSummary;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.World;
import dev.parley.messenger.notice.Announcement.Audience;
import dev.parley.messenger.sync.FanOut;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AnnouncementsTest {
  private static final NoticeText CLOSING = NoticeText.of("We close at eight.", Map.of());

  private final World world;
  private final Transactions transactions;
  private final Announcements announcements;
  private final NoticeDelivery delivery;

  AnnouncementsTest(Engine engine) {
    world = new World(engine);
    transactions = new Transactions(world.store(), world.told::add);
    announcements = new Announcements(transactions, world.ids, world::now);
    delivery = process();
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** What another process would have: the same store, and no memory of what was before. */
  private NoticeDelivery process() {
    return new NoticeDelivery(transactions, world.messages, world::now);
  }

  private List<Long> people(int count) {
    var people = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      people.add(world.person("person" + i));
    }
    return people;
  }

  private void speaks(long person, String locale) {
    world.execute("update account set locale = ? where user_id = ?", locale, person);
  }

  private void status(long person, int status) {
    world.execute("update account set status = ? where user_id = ?", status, person);
  }

  private long messages() {
    return world.number("select count(*) from message");
  }

  private List<ConversationSummary> list(long person) {
    return world.all.list().page(person, Scope.MINE, null, null).items();
  }

  private static Refusal refusal(Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      return refusal;
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void shouldReachEveryAccountThereWasAndNobodyElse() {
    List<Long> people = people(205);
    status(people.get(3), 1);
    status(people.get(4), 2);
    Announcement made = announcements.create(CLOSING, null, "test");
    long late = world.person("late");
    assertThat(made.recipients()).isEqualTo(203);
    assertThat(delivery.isWaiting()).isTrue();
    var rows = new ArrayList<Integer>();
    for (Progress step = delivery.runBatch(); step.more(); step = delivery.runBatch()) {
      rows.add(step.rows());
    }
    assertThat(rows).containsExactly(100, 100, 3);
    assertThat(delivery.isWaiting()).isFalse();
    assertThat(announcements.find(made.id()))
        .extracting(Announcement::audience, Announcement::sent, Announcement::doneAt)
        .containsExactly(Audience.ALL, 203, world.now().toEpochMilli());
    assertThat(messages()).isEqualTo(203);
    assertThat(list(late)).isEmpty();
    assertThat(list(people.get(3))).isEmpty();
    assertThat(list(people.getFirst()))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.conversation().peerOf(people.getFirst())).isEqualTo(Accounts.SYSTEM_USER);
          assertThat(row.unread()).isOne();
        });
  }

  @Test
  void shouldGoOnAfterACrashWithoutSayingAnythingTwice() {
    people(250);
    long id = announcements.create(CLOSING, null, "test").id();
    delivery.runBatch();
    assertThat(announcements.find(id).sent()).isEqualTo(100);
    long first = world.number("select served_user from announcement");
    delivery.runBatch();
    // killed after the second batch was sent and before that was stored
    world.execute("update announcement set served_user = ?, sent = 100", first);
    assertThat(messages()).isEqualTo(200);
    NoticeDelivery next = process();
    while (next.runBatch().more()) {
      assertThat(announcements.find(id).sent()).isLessThanOrEqualTo(250);
    }
    assertThat(messages()).isEqualTo(250);
    assertThat(announcements.find(id).sent()).isEqualTo(250);
    assertThat(world.number("select count(*) from conversation")).isEqualTo(250);
    assertThat(world.number("select count(*) from message where seq > 1")).isZero();
  }

  @Test
  void shouldCountEverybodyOnceWhenTwoServersWorkOnIt() throws Exception {
    people(150);
    long id = announcements.create(CLOSING, null, "test").id();
    try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both =
          List.of(
              servers.submit(() -> process().deliver(id)),
              servers.submit(() -> process().deliver(id)));
      for (Future<?> one : both) {
        one.get();
      }
    }
    assertThat(messages()).isEqualTo(150);
    assertThat(announcements.find(id).sent()).isEqualTo(150);
  }

  @Test
  void shouldReachOnlyThoseWhoAreNamed() {
    List<Long> people = people(5);
    status(people.get(2), 1);
    Announcement made =
        announcements.create(
            CLOSING, List.of("person1", "PERSON2", " person3 ", "person3"), "test");
    assertThat(made.recipients()).isEqualTo(2);
    delivery.deliver(made.id());
    assertThat(announcements.find(made.id()))
        .extracting(Announcement::audience, Announcement::sent)
        .containsExactly(Audience.SOME, 2);
    assertThat(messages()).isEqualTo(2);
    assertThat(list(people.get(1))).hasSize(1);
    assertThat(list(people.get(3))).hasSize(1);
    assertThat(delivery.runBatch()).isEqualTo(Progress.DONE);
  }

  @Test
  void shouldPassOverWhoeverWasTurnedAwayMeanwhile() {
    List<Long> people = people(3);
    long some = announcements.create(CLOSING, List.of("person0", "person1"), "test").id();
    long all = announcements.create(CLOSING, null, "test").id();
    status(people.get(1), 1);
    delivery.deliver(some);
    delivery.deliver(all);
    assertThat(announcements.find(some).sent()).isEqualTo(1);
    assertThat(announcements.find(all).sent()).isEqualTo(2);
    assertThat(list(people.get(1))).isEmpty();
  }

  @Test
  void shouldTakeTwentyLanguagesBesideItsOwn() {
    var texts = new TreeMap<String, String>();
    for (char c = 'a'; c < 'a' + 20; c++) {
      texts.put("d" + c, "hello");
    }
    assertThat(NoticeText.of("hello", texts).byLocale()).hasSize(20);
    texts.put("fr", "salut");
    assertThat(refusal(() -> NoticeText.of("hello", texts)).field()).isEqualTo("texts");
  }

  @Test
  void shouldSpeakToEachInTheirLanguage() {
    List<Long> people = people(6);
    speaks(people.get(0), "zh-CN");
    speaks(people.get(1), "zh-Hans-CN");
    speaks(people.get(2), "de-AT");
    speaks(people.get(3), "de");
    speaks(people.get(4), "fr");
    var text =
        NoticeText.of(
            "Good evening", Map.of("zh-cn", "晚上好", "de", "Guten Abend", "de-AT", "Servus"));
    delivery.deliver(announcements.create(text, null, "test").id());
    var heard =
        people.stream()
            .map(person ->
                world.words(
                    """
                    select m.body from message m join member p
                      on p.conversation_id = m.conversation_id
                    where p.user_id = ?
                    """,
                    person))
            .toList();
    assertThat(heard)
        .containsExactly("晚上好", "晚上好", "Servus", "Guten Abend", "Good evening", "Good evening");
  }

  @Test
  void shouldSendNothingAgainToWhoTookAnotherLanguageMeanwhile() {
    long person = people(1).getFirst();
    var text = NoticeText.of("Good evening", Map.of("zh-CN", "晚上好"));
    long id = announcements.create(text, null, "test").id();
    delivery.runBatch();
    world.execute("update announcement set served_user = 0, sent = 0, done_at = null");
    speaks(person, "zh-CN");
    delivery.deliver(id);
    assertThat(messages()).isOne();
    assertThat(announcements.find(id).sent()).isOne();
  }

  @Test
  void shouldLetNobodyAnswerShutOutOrAddTheServer() {
    long person = people(1).getFirst();
    delivery.deliver(announcements.create(CLOSING, null, "test").id());
    long id = list(person).getFirst().conversation().id();
    assertThat(refusal(() -> world.say(person, id, "thanks")).code())
        .isEqualTo(RefusalCode.READ_ONLY_CONVERSATION);
    assertThat(
            refusal(() ->
                    world.messages.send(
                        new SendCommand(
                            person,
                            new Target.ToUser(Accounts.SYSTEM_USER),
                            "1",
                            new Content.Text("thanks"),
                            null,
                            null)))
                .code())
        .isEqualTo(RefusalCode.READ_ONLY_CONVERSATION);
    assertThat(refusal(() -> world.reactions.add(id, 1, person, "👍")).code())
        .isEqualTo(RefusalCode.READ_ONLY_CONVERSATION);
    assertThat(refusal(() -> world.blocks.block(person, Accounts.SYSTEM_USER)).code())
        .isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(refusal(() -> world.contacts.add(person, Accounts.SYSTEM_USER, null)).code())
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(refusal(() -> world.group(person, Accounts.SYSTEM_USER)).code())
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(messages()).isOne();
  }

  @Test
  void shouldComeBackWithTheNextOneAfterItWasDeletedForOneself() {
    long person = people(1).getFirst();
    delivery.deliver(announcements.create(CLOSING, null, "test").id());
    world.clear(list(person).getFirst().conversation().id(), person);
    assertThat(list(person)).isEmpty();
    delivery.deliver(announcements.create(CLOSING, null, "test").id());
    assertThat(list(person)).singleElement().satisfies(row -> assertThat(row.unread()).isOne());
  }

  @Test
  void shouldPointRecipientsToItAndNeverTheServerItself() {
    List<Long> people = people(3);
    delivery.deliver(announcements.create(CLOSING, null, "test").id());
    var fanOut = new FanOut(transactions, world::now);
    while (fanOut.runBatch().more()) {
      assertThat(fanOut.isIdle()).isFalse();
    }
    assertThat(world.number("select count(*) from inbox")).isEqualTo(people.size());
    assertThat(world.number("select count(*) from user_sync where user_id = 1")).isZero();
    assertThat(fanOut.isIdle()).isTrue();
  }

  @Test
  void shouldKeepAnAnnouncementForTheNextTryWhenTheStoreIsBusy() {
    people(2);
    long id = announcements.create(CLOSING, null, "test").id();
    var busy =
        new NoticeDelivery(
            transactions,
            world.messages,
            () -> {
              throw Refusal.of(RefusalCode.BUSY, "expected by the test");
            });
    assertThatThrownBy(busy::runBatch).isInstanceOf(Refusal.class);
    assertThat(announcements.find(id).doneAt()).isNull();
    delivery.deliver(id);
    assertThat(messages()).isEqualTo(2);
    assertThat(announcements.find(id).sent()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatCannotBeSaidAndToWhomItCannot() {
    status(people(2).getLast(), 2);
    assertThat(refusal(() -> NoticeText.of(" ", Map.of())).field()).isEqualTo("text");
    assertThat(refusal(() -> NoticeText.of("a".repeat(16_385), Map.of())))
        .extracting(Refusal::code, Refusal::field)
        .containsExactly(RefusalCode.FIELD_TOO_LONG, "text");
    assertThat(refusal(() -> NoticeText.of("a", Map.of("zh_CN!", "b"))).field())
        .isEqualTo("texts.zh_CN!");
    assertThat(refusal(() -> NoticeText.of("a", Map.of("de", ""))).field()).isEqualTo("texts.de");
    assertThat(refusal(() -> NoticeText.of("a", Map.of("zh-CN", "b", "zh-cn", "c"))).code())
        .isEqualTo(RefusalCode.INVALID_FIELD);
    for (List<String> to :
        List.of(
            List.<String>of(),
            Collections.nCopies(Bound.ANNOUNCEMENT_RECIPIENTS.count() + 1, "person0"))) {
      assertThat(refusal(() -> announcements.create(CLOSING, to, "test")))
          .extracting(Refusal::code, Refusal::field)
          .containsExactly(RefusalCode.INVALID_FIELD, "to");
    }
    for (String nobody : List.of("nobody", "parley", "~1", "person1")) {
      Refusal refused =
          refusal(() -> announcements.create(CLOSING, List.of("person0", nobody), "test"));
      assertThat(refused.code()).isEqualTo(RefusalCode.NOT_FOUND);
      assertThat(refused.detail()).contains(nobody);
    }
    assertThat(refusal(() -> announcements.find(7)).code()).isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(world.number("select count(*) from announcement")).isZero();
  }

  @Test
  void shouldListThemNewestFirst() {
    people(1);
    var made = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      made.addFirst(announcements.create(CLOSING, List.of("person0"), "test").id());
    }
    var listed = new ArrayList<Long>();
    String cursor = null;
    do {
      var page = announcements.page(cursor, 2);
      page.items().forEach(one -> listed.add(one.id()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(listed).isEqualTo(made);
  }
}
