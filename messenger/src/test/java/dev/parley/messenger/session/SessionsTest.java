package dev.parley.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SessionsTest {
  private final People people;

  SessionsTest(Engine engine) {
    this.people = new People(engine);
  }

  @AfterEach
  void close() {
    people.close();
  }

  private Tokens refresh(Tokens tokens) {
    return people.sessions.refresh(tokens.refresh(), "192.0.2.0/24");
  }

  @Test
  void shouldKnowTheCallerByTheAccessToken() {
    Tokens tokens = people.register("anna");
    assertThat(people.live.authenticate(tokens.access())).isEqualTo(tokens.caller());
  }

  @Test
  void shouldGiveTheSameSuccessorAsLongAsNobodyHasUsedIt() {
    Tokens first = people.register("anna");
    Tokens second = refresh(first);
    Tokens repeated = refresh(first);
    assertThat(second.refresh()).isNotEqualTo(first.refresh());
    assertThat(repeated.refresh()).isEqualTo(second.refresh());
    people.pass(Duration.ofDays(3));
    assertThat(refresh(first).refresh()).isEqualTo(second.refresh());
    assertThat(people.ended()).isEmpty();
  }

  @Test
  void shouldGiveOneSuccessorToTwentyTabsAtOnce() throws Exception {
    Tokens first = people.register("anna");
    var ready = new CountDownLatch(20);
    try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            tabs.submit(() -> {
              ready.countDown();
              ready.await();
              return refresh(first).refresh();
            }));
      }
      var successors = new HashSet<String>();
      for (Future<String> answer : answers) {
        successors.add(answer.get());
      }
      assertThat(successors).hasSize(1);
    }
    assertThat(people.ended()).isEmpty();
  }

  @Test
  void shouldEndTheSessionWhenATokenReturnsAfterItsSuccessorWasUsed() {
    Tokens first = people.register("anna");
    Tokens second = refresh(first);
    Tokens third = refresh(second);
    assertEnded(() -> refresh(first));
    assertReuseWasTold(first);
    assertEnded(() -> refresh(third));
    assertEnded(() -> people.live.authenticate(third.access()));
  }

  @Test
  void shouldEndTheSessionWhenATokenReturnsAfterTheNewAccessTokenWasUsed() {
    Tokens first = people.register("anna");
    Tokens second = refresh(first);
    people.live.authenticate(second.access());
    assertEnded(() -> refresh(first));
    assertReuseWasTold(first);
    assertEnded(() -> refresh(second));
  }

  @Test
  void shouldNotTakeTheOldAccessTokenForASignThatTheAnswerArrived() {
    Tokens first = people.register("anna");
    Tokens second = refresh(first);
    people.live.authenticate(first.access());
    assertThat(refresh(first).refresh()).isEqualTo(second.refresh());
  }

  @Test
  void shouldSeeReuseWhicheverOfThiefAndOwnerComesFirst() {
    Tokens stolen = people.register("anna");
    Tokens thief = refresh(stolen); // the thief is first, and goes on
    people.live.authenticate(thief.access());
    assertEnded(() -> refresh(stolen)); // the owner
    assertEnded(() -> people.live.authenticate(thief.access()));

    Tokens again = people.register("bert");
    Tokens owner = refresh(again);
    people.live.authenticate(owner.access());
    assertEnded(() -> refresh(again)); // the thief
    assertEnded(() -> people.live.authenticate(owner.access()));
  }

  private void assertReuseWasTold(Tokens tokens) {
    assertThat(people.ended())
        .containsExactly(
            new SessionEnded(
                tokens.caller().userId(), tokens.caller().sessionId(), EndReason.TOKEN_REUSED));
  }

  @Test
  void shouldRefuseTokensThatItNeverMade() {
    Tokens tokens = people.register("anna");
    String changed =
        tokens.refresh().substring(0, 40)
            + (tokens.refresh().charAt(40) == 'A' ? 'B' : 'A')
            + tokens.refresh().substring(41);
    for (String forged :
        List.of("", "x", changed, tokens.access(), "A".repeat(59), "A".repeat(999))) {
      assertThatThrownBy(() -> people.sessions.refresh(forged, ""))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.UNAUTHENTICATED));
    }
    assertThat(people.ended()).isEmpty();
    refresh(tokens);
  }

  @Test
  void shouldRefuseChangedExpiredAndForeignAccessTokens() {
    Tokens tokens = people.register("anna");
    String[] parts = tokens.access().split("\\.", -1);
    String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
    for (String forged : List.of("", "a.b.c", none, parts[0] + "." + parts[1] + ".AAAA")) {
      assertThatThrownBy(() -> people.live.authenticate(forged))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.UNAUTHENTICATED));
    }
    people.pass(Duration.ofMinutes(9));
    people.live.authenticate(tokens.access());
    people.pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> people.live.authenticate(tokens.access()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.UNAUTHENTICATED));
  }

  @Test
  void shouldTakeTokensOfEarlierKeysAfterARotation() {
    Tokens tokens = people.register("anna");
    people.pass(Duration.ofMillis(1));
    people.accessKeys.rotate();
    people.live.authenticate(tokens.access());
    Tokens fresh = refresh(tokens);
    assertThat(fresh.access().split("\\.", -1)[0])
        .isNotEqualTo(tokens.access().split("\\.", -1)[0]);
    people.live.authenticate(fresh.access());
  }

  @Test
  void shouldTakeNothingThatAnEarlierKeySignsOnceAllItSignedHasExpired() {
    Tokens tokens = people.register("anna");
    Caller anna = tokens.caller();
    Instant before = people.now();
    // a thief has a copy of the keys of today, and makes tokens with them later
    var stolen =
        new AccessTokens(
            new ServerKeys(
                people.transactions,
                () -> before,
                new SecureRandom(),
                ServerKeys.Purpose.ACCESS_TOKEN),
            people::now);
    var claims = new AccessTokens.Claims(anna.userId(), anna.sessionId(), 0, 0);
    String name = people.accessKeys.rotate();
    assertThat(people.accessKeys.newest().id()).isEqualTo(name);
    people.live.authenticate(stolen.make(claims).text());
    people.pass(Duration.ofMinutes(11).plusSeconds(1));
    assertThatThrownBy(() -> people.live.authenticate(stolen.make(claims).text()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.UNAUTHENTICATED));
    people.live.authenticate(refresh(tokens).access());
  }

  @Test
  void shouldTakeANewKeyOfAnotherNodeWithinAMinuteAndWithAClockPutBack() {
    var other =
        new ServerKeys(
            people.transactions, people::now, new SecureRandom(), ServerKeys.Purpose.ACCESS_TOKEN);
    people.pass(Duration.ofMinutes(-5));
    String name = people.accessKeys.rotate();
    assertThat(people.accessKeys.newest().id()).isEqualTo(name);
    people.pass(Duration.ofMinutes(6));
    Awaitility.await().untilAsserted(() -> assertThat(other.newest().id()).isEqualTo(name));
  }

  @Test
  void shouldEndAfterThirtyIdleDaysAndAfterHalfAYear() {
    Tokens tokens = people.register("anna");
    Tokens idle = people.signIn.signIn("anna", People.PASSWORD, People.LAPTOP);
    people.pass(Duration.ofDays(29));
    tokens = refresh(tokens);
    people.pass(Duration.ofDays(2));
    assertEnded(() -> refresh(idle));
    tokens = refresh(tokens);
    for (int i = 0; i < 5; i++) {
      people.pass(Duration.ofDays(29));
      tokens = refresh(tokens);
    }
    Tokens last = tokens;
    people.pass(Duration.ofDays(5));
    assertEnded(() -> refresh(last));
    assertThat(people.ended()).extracting(SessionEnded::reason).containsOnly(EndReason.EXPIRED);
    people.pass(Duration.ofDays(31));
    assertThat(people.sweep.runBatch().rows()).as("sessions and devices").isEqualTo(4);
  }

  @Test
  void shouldListSessionsAndEndOneRemotely() {
    Tokens laptop = people.register("anna");
    Tokens phone =
        people.signIn.signIn("anna", People.PASSWORD, new Client(null, "Phone", "198.51.100.0/24"));
    people.live.authenticate(phone.access());
    assertThat(people.sessions.list(laptop.caller().userId()))
        .extracting(Session::device)
        .containsExactlyInAnyOrder("Laptop", "Phone");
    people.sessions.endRemotely(laptop.caller(), phone.caller().sessionId());
    assertEnded(() -> people.live.authenticate(phone.access()));
    assertEnded(() -> refresh(phone));
    people.live.authenticate(laptop.access());
    assertThat(people.ended())
        .containsExactly(
            new SessionEnded(
                laptop.caller().userId(),
                phone.caller().sessionId(),
                EndReason.SIGNED_OUT_REMOTELY));
  }

  @Test
  void shouldNotEndSessionsOfOthers() {
    Tokens anna = people.register("anna");
    Tokens bert = people.register("bert");
    assertThatThrownBy(() -> people.sessions.endRemotely(bert.caller(), anna.caller().sessionId()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_FOUND));
    people.live.authenticate(anna.access());
  }

  @Test
  void shouldTellAnotherNodeWithinASecondThatASessionEnded() {
    Tokens tokens = people.register("anna");
    LiveSessions other = people.otherNode();
    other.authenticate(tokens.access());
    people.sessions.signOut(tokens.caller());
    assertEnded(() -> people.live.authenticate(tokens.access()));
    Awaitility.await()
        .atMost(Duration.ofMillis(1_500))
        .untilAsserted(() -> assertEnded(() -> other.authenticate(tokens.access())));
  }

  @Test
  void shouldSignOutEverywhere() {
    Tokens first = people.register("anna");
    Tokens second = people.signIn.signIn("anna", People.PASSWORD, People.LAPTOP);
    people.sessions.endAll(first.caller().userId());
    for (Tokens tokens : List.of(first, second)) {
      assertEnded(() -> people.live.authenticate(tokens.access()));
      assertEnded(() -> refresh(tokens));
    }
    assertThat(people.ended()).hasSize(2);
  }

  @Test
  void shouldSignOutByARefreshTokenOfAnyAge() {
    Tokens first = people.register("anna");
    refresh(refresh(first));
    people.sessions.signOut(first.refresh());
    assertThat(people.ended())
        .extracting(SessionEnded::reason)
        .containsExactly(EndReason.SIGNED_OUT);
  }

  @Test
  void shouldReplaceTheSessionOfADeviceThatSignsInAgain() {
    Tokens first = people.register("anna");
    var same = new Client(first.caller().deviceId(), "Laptop", "");
    Tokens second = people.signIn.signIn("anna", People.PASSWORD, same);
    assertThat(second.caller().deviceId()).isEqualTo(first.caller().deviceId());
    assertEnded(() -> people.live.authenticate(first.access()));
    Tokens foreign = people.register("bert");
    var claimed = new Client(first.caller().deviceId(), "Laptop", "");
    assertThat(people.signIn.signIn("bert", People.PASSWORD, claimed).caller().deviceId())
        .isNotIn(first.caller().deviceId(), foreign.caller().deviceId());
    people.live.authenticate(second.access());
  }

  @Test
  void shouldEndTheLeastUsedSessionAboveTheBound() {
    Tokens first = people.register("anna");
    for (int i = 0; i < Bound.SESSIONS_PER_ACCOUNT.value(); i++) {
      people.pass(Duration.ofSeconds(1));
      people.sessions.open(first.caller().userId(), People.LAPTOP);
    }
    assertEnded(() -> refresh(first));
    assertThat(people.sessions.list(first.caller().userId()))
        .hasSize(Bound.SESSIONS_PER_ACCOUNT.count());
    assertThat(people.ended())
        .extracting(SessionEnded::reason)
        .containsExactly(EndReason.TOO_MANY_SESSIONS);
  }

  @Test
  void shouldKeepNoTokenInTheStore() {
    Tokens tokens = refresh(people.register("anna"));
    String rows =
        people.transactions.read(handle ->
            handle.createQuery("select * from token_family").mapToMap().list().toString());
    assertThat(rows).doesNotContain(tokens.refresh(), tokens.access());
    assertThat(tokens.toString()).doesNotContain(tokens.refresh(), tokens.access());
  }

  @Test
  void shouldNoteLastSeenWithoutAWriteForEachRequest() {
    Tokens tokens = people.register("anna");
    long userId = tokens.caller().userId();
    for (int i = 0; i < 100; i++) {
      people.live.authenticate(tokens.access());
    }
    assertThat(people.accounts.find(userId).lastSeenAt()).isNull();
    people.lastSeen.flush();
    assertThat(people.accounts.find(userId).lastSeenAt()).isNotNull();
  }

  static void assertEnded(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.SESSION_ENDED));
  }
}
