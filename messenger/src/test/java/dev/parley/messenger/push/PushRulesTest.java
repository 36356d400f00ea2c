package dev.parley.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.notify.NotifyDeletion;
import dev.parley.messenger.notify.NotifySettings;
import dev.parley.messenger.notify.SettingsChanged;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.EndReason;
import dev.parley.messenger.session.SessionEnded;
import dev.parley.store.Engine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of what nobody is told, when, and what stays of those who have gone. */
class PushRulesTest extends OnPushes {
  PushRulesTest(Engine engine) {
    super(engine);
  }

  /** What is to be told once it has gathered, though planned before. */
  private List<PushQueue.Ready> gathered() {
    place.due();
    place.world.passes(2_000);
    return place.due();
  }

  private long looking() {
    return place.world.number("select count(*) from push_looking");
  }

  @Test
  void shouldNotTellOfWhatWasSaidBeforeSomebodyCame() {
    long cid = place.person("cid");
    long seq = say("before");
    place.world.join(group, cid);
    assertThat(place.sent()).extracting(one -> one.to().userId()).containsExactly(ben);
    place.world.receipts.read(group, ben, seq);
    place.world.leave(group, cid);
    assertThat(place.sent()).as("coming and going is no message").isEmpty();
    assertThat(place.world.number("select count(*) from push_notice where user_id = ?", cid))
        .isZero();
  }

  @Test
  void shouldNotTellOfWhatSomebodyHasDeletedForThemselves() {
    long seq = say("deleted");
    place.world.all.myDeletions().delete(ben, group, List.of(seq));
    assertThat(place.sent()).isEmpty();
    say("kept");
    place.world.all.myDeletions().delete(ben, group, List.of(say("deleted, and the newest")));
    assertThat(place.sent())
        .extracting(one -> one.text().words())
        .containsExactly(new PushText.Words("group", "ann", MessageKind.TEXT, "kept"));
    say("cleared");
    place.world.clear(group, ben);
    assertThat(place.sent()).isEmpty();
    say("deleted on its way");
    place.due();
    place.world.clear(group, ben);
    place.world.passes(2_000);
    assertThat(place.due()).isEmpty();
  }

  @Test
  void shouldNotTellOfWhatIsOver() {
    place.world.purge(group, say("its time is over"));
    assertThat(place.sent()).isEmpty();
    say("planned");
    place.due();
    say("waiting");
    place.world.dissolve(group);
    place.world.passes(2_000);
    assertThat(place.due()).isEmpty();
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldKeepNothingForOtherChanges() {
    say("one");
    place.sent();
    place.world.receipts.read(group, ben, 1);
    place.level(ben, group, NotifyLevel.MENTIONS);
    place.fanOut();
    assertThat(place.world.number("select count(*) from push_waiting")).isZero();
    say("two");
    place.fanOut();
    assertThat(place.world.number("select count(*) from push_waiting")).isEqualTo(1);
  }

  @Test
  void shouldTellOfAConversationEveryTenSecondsAtMost() {
    say("one");
    assertThat(place.settled(gathered())).isEqualTo(1);
    say("two");
    assertThat(gathered()).isEmpty();
    place.world.passes(7_999);
    assertThat(place.due()).isEmpty();
    place.world.passes(1);
    List<PushQueue.Ready> going = place.due();
    assertThat(going).hasSize(1);
    say("three");
    place.due();
    assertThat(place.settled(going)).isEqualTo(1);
    place.world.passes(9_999);
    assertThat(place.due()).as("what came while another was on its way").isEmpty();
    place.world.passes(1);
    assertThat(place.due()).hasSize(1);
  }

  @Test
  void shouldLookAtWhatCameWhileAPushWasGivenUp() {
    say("refused");
    List<PushQueue.Ready> going = gathered();
    say("another");
    place.due();
    place.queue.settle(List.of(new PushQueue.GivenUp(going.getFirst().notice())));
    assertThat(place.due()).extracting(one -> one.text().unread()).containsExactly(2L);
  }

  @Test
  void shouldWaitTwiceAsLongAfterEachFailureAndAnHourAtMost() {
    say("hello");
    assertPause(gathered(), null, 5_000);
    assertPause(place.due(), null, 10_000);
    assertPause(place.due(), Duration.ofMinutes(-1), 20_000);
    assertPause(place.due(), Duration.ofMinutes(5), 300_000);
    assertPause(place.due(), Duration.ofDays(9_999), 3_600_000);
  }

  private void assertPause(List<PushQueue.Ready> going, @Nullable Duration asked, long millis) {
    place.queue.settle(List.of(new PushQueue.Failed(going.getFirst().notice(), asked)));
    place.world.passes(millis - 1);
    assertThat(place.due()).as("before %d ms", millis).isEmpty();
    place.world.passes(1);
  }

  @Test
  void shouldTakeNothingBackThatWasRead() {
    long seq = say("oops");
    place.sent();
    place.world.receipts.read(group, ben, seq);
    place.world.edits.recall(group, seq, ann);
    assertThat(place.sent()).isEmpty();
  }

  @Test
  void shouldTellNothingTwice() {
    say("one");
    place.sent();
    long second = say("two");
    place.due();
    place.world.edits.recall(group, second, ann);
    assertThat(place.sent()).as("the first one, again").isEmpty();
  }

  @Test
  void shouldCallUrgentlyOnlyWhoIsMeant() {
    say("to everybody who reads it");
    assertThat(place.sent()).extracting(one -> one.text().urgent()).containsExactly(false);
    say("to @ben");
    assertThat(place.sent()).extracting(one -> one.text().urgent()).containsExactly(true);
    say("to @all");
    assertThat(place.sent()).extracting(one -> one.text().urgent()).containsExactly(true);
    place.world.say(ann, place.direct(ann, ben), "to you");
    assertThat(place.sent()).extracting(one -> one.text().urgent()).containsExactly(true);
  }

  @Test
  void shouldNotPushToAnAccountThatIsTurnedAwayNorToAnEndedSession() {
    say("hello");
    place.due();
    place.world.execute("update account set status = 1 where user_id = ?", ben);
    assertThat(gathered()).isEmpty();
    place.world.execute("update account set status = 0 where user_id = ?", ben);
    say("again");
    place.due();
    place.world.execute("update token_family set revoked_at = 1 where user_id = ?", ben);
    assertThat(gathered()).isEmpty();
  }

  @Test
  void shouldBelieveForAMinuteThatSomebodyLooks() {
    place.looking.begins(place.session(ben));
    say("hello");
    assertThat(gathered()).isEmpty();
    place.world.passes(57_999);
    assertThat(place.due()).isEmpty();
    place.world.passes(5_000);
    assertThat(place.due()).hasSize(1);
  }

  @Test
  void shouldKeepNothingOfThoseWhoHaveGone() {
    place.looking.begins(place.session(place.world.person("without")));
    assertThat(looking()).as("who takes no pushes costs no write").isZero();
    Caller laptop = place.session(ben);
    place.looking.begins(laptop);
    assertThat(looking()).isEqualTo(1);
    place.world.in((_, events) -> {
      events.accept(new SessionEnded(ben, laptop.sessionId(), EndReason.SIGNED_OUT_REMOTELY));
      return 0;
    });
    assertThat(looking()).as("the session ended").isZero();

    place.looking.begins(place.session(ben));
    var sweep = new PushSweep(place.world.transactions(), place.world::now);
    place.world.passes(60_001);
    sweep.runBatch();
    assertThat(looking()).as("nobody says so any more").isZero();

    place.looking.begins(place.session(ben));
    place.notifications.change(ben, new NotifySettings(NotifyLevel.NONE, false, null));
    assertThat(place.world.told).contains(new SettingsChanged(ben));
    assertThat(
            place.world.number(
                "select count(*) from outbox where kind = ?", SyncKind.SETTINGS.stored()))
        .isEqualTo(1);
    assertThat(place.notifications.settings(ben).preview()).isFalse();
    say("hello");
    place.sent();
    place.world.in((handle, events) -> {
      new PushDeletion().run(handle, ben, events);
      new NotifyDeletion().run(handle, ben, events);
      return 0;
    });
    assertThat(looking()).isZero();
    assertThat(place.subscriptions.list(ben)).isEmpty();
    assertThat(place.world.number("select count(*) from push_notice where user_id = ?", ben))
        .isZero();
    assertThat(place.notifications.settings(ben)).isEqualTo(NotifySettings.DEFAULTS);
  }
}
