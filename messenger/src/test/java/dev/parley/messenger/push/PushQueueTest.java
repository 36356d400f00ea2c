package dev.parley.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.notify.NotifySettings;
import dev.parley.messenger.notify.QuietHours;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.EndReason;
import dev.parley.messenger.session.SessionEnded;
import dev.parley.store.Engine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushQueueTest extends OnPushes {
  PushQueueTest(Engine engine) {
    super(engine);
  }

  private static PushText only(List<PushQueue.Ready> ready) {
    assertThat(ready).hasSize(1);
    return ready.getFirst().text();
  }

  @Test
  void shouldTellOfABurstByOnePush() {
    say("one");
    assertThat(place.due()).as("before they have gathered").isEmpty();
    long last = say("two");
    List<PushQueue.Ready> sent = place.sent();
    PushText text = only(sent);
    assertThat(sent.getFirst().to().userId()).isEqualTo(ben);
    assertThat(text.seq()).isEqualTo(last);
    assertThat(text.unread()).isEqualTo(2);
    assertThat(text.badge()).isEqualTo(2);
    assertThat(text.silent()).isFalse();
    assertThat(text.words()).isEqualTo(new PushText.Words("group", "ann", MessageKind.TEXT, "two"));
    assertThat(place.sent()).as("a second time").isEmpty();
    say("three");
    assertThat(only(place.sent()).unread()).isEqualTo(3);
  }

  @Test
  void shouldTellWhatComesWhileAPushIsOnItsWay() {
    say("one");
    place.due();
    place.world.passes(2_000);
    List<PushQueue.Ready> going = place.due();
    long next = say("two");
    place.due();
    place.queue.settle(
        List.of(new PushQueue.Told(going.getFirst().notice(), going.getFirst().text().seq())));
    assertThat(only(place.sent()).seq()).isEqualTo(next);
  }

  @Test
  void shouldNotTellWhatWasReadOrRecalledBefore() {
    long first = say("one");
    place.world.receipts.read(group, ben, first);
    long second = say("two");
    place.world.edits.recall(group, second, ann);
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldTakeBackWhatIsRecalledBehindItsPush() {
    long first = say("one");
    place.sent();
    long second = say("two");
    place.sent();
    place.world.edits.recall(group, second, ann);
    PushText back = only(place.sent());
    assertThat(back.kind()).isEqualTo(PushText.Kind.MESSAGE);
    assertThat(back.seq()).isEqualTo(first);
    assertThat(back.silent()).isTrue();
    place.world.edits.recall(group, first, ann);
    PushText empty = only(place.sent());
    assertThat(empty.kind()).isEqualTo(PushText.Kind.RECALLED);
    assertThat(empty.badge()).isZero();
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldTakeBackWhatIsRecalledWhileItsPushIsOnItsWay() {
    long seq = say("oops");
    place.due();
    place.world.passes(2_000);
    List<PushQueue.Ready> going = place.due();
    place.world.edits.recall(group, seq, ann);
    place.queue.settle(List.of(new PushQueue.Told(going.getFirst().notice(), seq)));
    assertThat(only(place.sent()).kind()).isEqualTo(PushText.Kind.RECALLED);
  }

  @Test
  void shouldGoByTheLevelOfTheConversationAndElseOfTheAccount() {
    NotifyLevel all = NotifyLevel.ALL;
    NotifyLevel mentions = NotifyLevel.MENTIONS;
    NotifyLevel none = NotifyLevel.NONE;
    for (Rule rule :
        List.of(
            // account, conversation, muted, told of any, told of a mention
            new Rule(all, null, false, true, true),
            new Rule(all, mentions, false, false, true),
            new Rule(all, none, false, false, false),
            new Rule(mentions, null, false, false, true),
            new Rule(mentions, all, false, true, true),
            new Rule(none, null, false, false, false),
            new Rule(none, all, false, true, true),
            new Rule(none, mentions, false, false, true),
            new Rule(all, all, true, false, false),
            new Rule(all, mentions, true, false, false))) {
      place.notifications.change(ben, new NotifySettings(rule.account, true, null));
      place.level(ben, group, rule.conversation);
      long now = place.world.now().toEpochMilli();
      place.world.all.mySettings().mute(ben, group, rule.muted ? now + 60_000 : null);
      say("hello");
      assertThat(place.sent()).as("any, %s", rule).hasSize(rule.any ? 1 : 0);
      say("hello @ben");
      assertThat(place.sent()).as("a mention, %s", rule).hasSize(rule.mention ? 1 : 0);
      say("hello @all");
      assertThat(place.sent()).as("everybody, %s", rule).hasSize(rule.mention ? 1 : 0);
      place.world.receipts.read(group, ben, say("that was it"));
      assertThat(place.sent()).isEmpty();
    }
  }

  private record Rule(
      NotifyLevel account,
      @Nullable NotifyLevel conversation,
      boolean muted,
      boolean any,
      boolean mention) {}

  @Test
  void shouldTellAgainWhenAMuteHasEnded() {
    long now = place.world.now().toEpochMilli();
    place.world.all.mySettings().mute(ben, group, now + 5_000);
    say("not now");
    assertThat(place.sent()).isEmpty();
    say("now");
    assertThat(only(place.sent()).unread()).isEqualTo(2);
  }

  @Test
  void shouldTellNothingInQuietHoursAndNotCatchUpOnIt() {
    // it is 10:00 UTC, 18:00 there
    var quiet = QuietHours.parse("18:00", "19:00", "Asia/Shanghai");
    place.notifications.change(ben, new NotifySettings(NotifyLevel.ALL, true, quiet));
    say("hello @ben");
    assertThat(place.sent()).isEmpty();
    place.world.passes(3_600_000);
    assertThat(place.sent()).isEmpty();
    say("again");
    assertThat(only(place.sent()).unread()).isEqualTo(2);
  }

  @Test
  void shouldHoldNoWordsWhereNoneMayBeShown() {
    place.notifications.change(ben, new NotifySettings(NotifyLevel.ALL, false, null));
    say("secret");
    assertThat(only(place.sent()).words()).isNull();
  }

  @Test
  void shouldWaitForWhoeverLooksAndTellThemOnceTheyHaveGone() {
    Caller laptop = place.session(ben);
    place.looking.begins(laptop);
    long seq = say("look here");
    assertThat(place.sent()).isEmpty();
    place.world.passes(20_000);
    place.looking.begins(laptop);
    place.world.passes(40_000);
    assertThat(place.sent()).as("still looking").isEmpty();
    place.looking.ends(laptop);
    assertThat(only(place.sent()).seq()).isEqualTo(seq);

    place.looking.begins(laptop);
    place.world.receipts.read(group, ben, say("seen at once"));
    assertThat(place.sent()).isEmpty();
    place.world.passes(120_000);
    assertThat(place.sent()).as("read while looking").isEmpty();

    place.looking.begins(laptop);
    say("left alone");
    for (int i = 0; i < 20; i++) {
      place.world.passes(30_000);
      place.looking.begins(laptop);
      assertThat(place.sent()).isEmpty();
    }
    place.looking.ends(laptop);
    assertThat(place.sent()).as("nobody wants it any more").isEmpty();
  }

  @Test
  void shouldTryAgainLaterAndGiveUpInTheEnd() {
    say("hello");
    place.due();
    place.world.passes(2_000);
    var failed = new PushQueue.Failed(place.due().getFirst().notice(), Duration.ofMinutes(2));
    place.queue.settle(List.of(failed));
    place.world.passes(119_999);
    assertThat(place.due()).as("before the push service wants it").isEmpty();
    place.world.passes(1);
    List<PushQueue.Ready> again = place.due();
    int attempts = 1;
    while (!again.isEmpty()) {
      attempts++;
      place.queue.settle(List.of(new PushQueue.Failed(again.getFirst().notice(), null)));
      place.world.passes(3_600_000);
      again = place.due();
    }
    assertThat(attempts).as("at most an hour apart, for a day").isEqualTo(26);
    say("another");
    assertThat(place.sent()).hasSize(1);
  }

  @Test
  void shouldSendAgainWhatAProcessTookAndNeverSettled() {
    long seq = say("kept");
    place.due();
    place.world.passes(2_000);
    assertThat(place.due()).hasSize(1);
    assertThat(place.due()).as("taken").isEmpty();
    place.world.passes(60_000);
    assertThat(only(place.sent()).seq()).isEqualTo(seq);
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldPushOnlyToBrowsersOfLiveSessions() {
    Caller phone = place.session(ben);
    Subscription kept = place.browser(phone);
    say("to both");
    assertThat(place.sent()).hasSize(2);
    place.world.in((_, events) -> {
      events.accept(new SessionEnded(ben, phone.sessionId(), EndReason.SIGNED_OUT_REMOTELY));
      return 0;
    });
    assertThat(place.subscriptions.list(ben)).doesNotContain(kept).hasSize(1);
    say("to one");
    List<PushQueue.Ready> sent = place.sent();
    assertThat(only(sent).unread()).isEqualTo(2);
    place.queue.settle(List.of(new PushQueue.Gone(sent.getFirst().notice())));
    assertThat(place.subscriptions.list(ben)).isEmpty();
    say("to nobody");
    assertThat(place.sent()).isEmpty();
    assertThat(place.world.number("select count(*) from push_notice where user_id = ?", ben))
        .isZero();
  }

  @Test
  void shouldForgetTheBrowsersOfSessionsThatNobodyUses() {
    say("told");
    place.sent();
    var sweep = new PushSweep(place.world.transactions(), place.world::now);
    assertThat(sweep.runBatch().rows()).isZero();
    place.world.passes(86_400_001);
    assertThat(sweep.runBatch().rows()).as("yesterday's notices").isPositive();
    assertThat(place.subscriptions.list(ben)).hasSize(1);
    place.world.passes(2_592_000_000L);
    say("to a session that is over");
    assertThat(place.sent()).isEmpty();
    sweep.runBatch();
    assertThat(place.subscriptions.list(ben)).isEmpty();
  }

  @Test
  void shouldGiveABrowserToItsPresentOwnerAndBoundThem() {
    var offer = new Subscriptions.Offer("https://push.example.org/same", "k", "a", "en");
    Subscription first = place.subscriptions.add(place.session(ann), offer);
    Subscription second = place.subscriptions.add(place.session(ben), offer);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(place.subscriptions.list(ann)).doesNotContain(first).hasSize(1);
    assertThatThrownBy(() -> place.subscriptions.remove(ann, second.id()))
        .isInstanceOf(Refusal.class);

    Caller one = place.session(ann);
    Subscription oldest = place.browser(one);
    place.browser(one);
    place.browser(one);
    assertThat(place.subscriptions.list(ann)).hasSize(3).doesNotContain(oldest);
    for (int i = 3; i < 20; i++) {
      place.browser(place.session(ann));
    }
    Caller last = place.session(ann);
    assertThatThrownBy(() -> place.browser(last)).hasMessageContaining("at most 20");
    assertThat(place.subscriptions.list(ann)).hasSize(20);
  }

  @Test
  void shouldTellTheNextOwnerOfABrowserNothingThatWasMeantForTheOneBefore() {
    long cid = place.person("cid");
    var offer = new Subscriptions.Offer("https://push.example.org/shared", "k", "a", "en");
    Subscription shared = place.subscriptions.add(place.session(ben), offer);
    say("for ben");
    place.due();
    place.world.passes(2_000);
    Notice going =
        place.queue.take(10).stream()
            .filter(notice -> notice.subscriptionId() == shared.id())
            .findFirst()
            .orElseThrow();
    place.subscriptions.add(place.session(cid), offer);
    assertThat(place.queue.step(going)).as("on its way").isInstanceOf(PushQueue.GivenUp.class);
    place.world.passes(120_000);
    assertThat(place.sent()).extracting(PushQueue.Ready::to).doesNotContain(shared);
    assertThat(
            place.world.number(
                "select count(*) from push_notice where subscription_id = ?", shared.id()))
        .isZero();
  }

  @Test
  void shouldTellWhoeverHasAZoneThatThisJavaDoesNotKnow() {
    var quiet = QuietHours.parse("18:00", "19:00", "Asia/Shanghai");
    place.notifications.change(ben, new NotifySettings(NotifyLevel.ALL, true, quiet));
    place.world.execute("update notify_setting set zone = 'Mars/Olympus' where user_id = ?", ben);
    assertThat(place.notifications.settings(ben)).isEqualTo(NotifySettings.DEFAULTS);
    say("hello");
    assertThat(place.sent()).hasSize(1);
  }

  @Test
  void shouldPutBackWhatWasNotItsTurnWithoutCountingIt() {
    say("hello");
    place.due();
    place.world.passes(2_000);
    Notice notice = place.queue.take(10).getFirst();
    assertThat(place.queue.endpoints(List.of(notice)).get(notice.subscriptionId()))
        .startsWith("https://push.example.org/");
    place.queue.settle(List.of(new PushQueue.PutBack(notice, Duration.ofMillis(700))));
    place.world.passes(699);
    assertThat(place.queue.take(10)).isEmpty();
    place.world.passes(1);
    assertThat(place.queue.take(10).getFirst().attempts()).isEqualTo(1);
  }

  @Test
  void shouldNotTellOfWhoeverIsBlockedOrOfWhatOneMayNotSee() {
    place.world.blocks.block(ben, ann);
    say("blocked");
    assertThat(place.sent()).isEmpty();
    place.world.blocks.unblock(ben, ann);
    place.world.leave(group, ben);
    say("gone");
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldTryOutABrowserAtOnce() {
    Subscription mine = place.subscriptions.list(ben).getFirst();
    assertThatThrownBy(() -> place.subscriptions.tryOut(ann, mine.id()))
        .isInstanceOf(Refusal.class);
    place.subscriptions.tryOut(ben, mine.id());
    assertThat(only(place.sent()).kind()).isEqualTo(PushText.Kind.TEST);
    assertThat(place.sent()).isEmpty();
  }
}
