package dev.parley.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.AccountDeleted;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.Registration;
import dev.parley.store.Engine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SignInTest {
  private static final Client STRANGER = new Client(null, "?", "203.0.113.0/24");

  private final People people;

  SignInTest(Engine engine) {
    this.people = new People(engine);
  }

  @AfterEach
  void close() {
    people.close();
  }

  private long register(String username, String email) {
    var given = new Registration(username, People.PASSWORD, email, null, null);
    return people.signIn.register(given, People.LAPTOP).account().userId();
  }

  private long signIn(String identifier) {
    return people.signIn.signIn(identifier, People.PASSWORD, People.LAPTOP).caller().userId();
  }

  private RefusalCode refusal(String identifier, String password, Client client) {
    try {
      people.signIn.signIn(identifier, password, client);
      throw new AssertionError("signed in");
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  @Test
  void shouldSignInByNameAndByAddressWhateverTheirCase() {
    long anna = register("Anna", "Anna@Example.org");
    assertThat(signIn("aNNa")).isEqualTo(anna);
    assertThat(signIn(" anna@example.ORG ")).isEqualTo(anna);
  }

  @Test
  void shouldGiveAnAddressToWhoeverClaimedItFirstUntilItIsVerified() {
    long first = register("first", "same@example.org");
    people.pass(Duration.ofSeconds(1));
    long second = register("second", "same@example.org");
    assertThat(signIn("same@example.org")).isEqualTo(first);
    people.transactions.write(
        0,
        (handle, _) ->
            handle.execute("update account set email_verified_at = 1 where user_id = ?", second));
    assertThat(signIn("same@example.org")).isEqualTo(second);
  }

  @Test
  void shouldAnswerAlikeToUnknownNamesAndWrongPasswords() {
    register("anna", "anna@example.org");
    for (String who :
        new String[] {"anna", "anna@example.org", "nobody", "x@y.z", "", "@", "parley"}) {
      assertThatThrownBy(() -> people.signIn.signIn(who, "wrong password", STRANGER))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
                assertThat(refusal.field()).isNull();
                assertThat(refusal.detail())
                    .isEqualTo("the name or address and the password do not fit");
              });
    }
  }

  @Test
  void shouldSlowDownWhoeverKeepsFailing() {
    register("anna", "anna@example.org");
    for (int i = 0; i < Bound.SIGN_IN_FREE.value(); i++) {
      assertThat(refusal("anna", "wrong", STRANGER)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    }
    assertThatThrownBy(() -> people.signIn.signIn("anna", People.PASSWORD, STRANGER))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.RATE_LIMITED);
              assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            });
    people.pass(Duration.ofSeconds(1));
    assertThat(refusal("anna", "wrong", STRANGER)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    people.pass(Duration.ofMillis(1_999));
    assertThat(refusal("anna", "wrong", STRANGER)).isEqualTo(RefusalCode.RATE_LIMITED);
    people.pass(Duration.ofMillis(1));
    people.signIn.signIn("anna", People.PASSWORD, STRANGER);
    assertThat(refusal("anna", "wrong", STRANGER)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
  }

  @Test
  void shouldSlowDownUnknownNamesInTheSameWay() {
    for (int i = 0; i < Bound.SIGN_IN_FREE.value(); i++) {
      assertThat(refusal("nobody", "wrong", STRANGER)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    }
    assertThat(refusal("nobody", "wrong", STRANGER)).isEqualTo(RefusalCode.RATE_LIMITED);
  }

  @Test
  void shouldNotLetStrangersLockAPersonOutOfTheirOwnNetwork() {
    long anna = register("anna", "anna@example.org");
    for (int i = 0; i < 200; i++) {
      refusal("anna", "wrong", new Client(null, "bot", "10.%d.%d.0/24".formatted(i / 100, i)));
    }
    var elsewhere = new Client(null, "Phone", "198.51.100.0/24");
    assertThat(refusal("anna", People.PASSWORD, elsewhere)).isEqualTo(RefusalCode.RATE_LIMITED);
    assertThat(signIn("anna")).isEqualTo(anna);
    people.pass(Duration.ofMillis(Bound.STRANGERS_LONGEST_WAIT_MILLIS.value()));
    people.signIn.signIn("anna", People.PASSWORD, elsewhere);
  }

  @Test
  void shouldSlowDownANetworkThatTriesManyNames() {
    for (int i = 0; i < Bound.NETWORK_FREE.value(); i++) {
      assertThat(refusal("name" + i, "wrong", STRANGER)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    }
    assertThat(refusal("another", "wrong", STRANGER)).isEqualTo(RefusalCode.RATE_LIMITED);
  }

  @Test
  void shouldBoundAccountsFromOneNetwork() {
    var budget =
        new dev.parley.messenger.Budget(2, Duration.ofHours(1), () -> java.time.Instant.EPOCH);
    budget.spend("a");
    budget.spend("a");
    budget.spend("b");
    assertThatThrownBy(() -> budget.spend("a"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMinutes(30)));
  }

  @Test
  void shouldHashAnewAtTheNextSignInWhenTheCostHasChanged() {
    long anna = register("anna", "anna@example.org");
    String old =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    people.transactions.write(
        0,
        (handle, _) -> {
          new AccountTable(handle).setPassword(anna, old, 1);
          return null;
        });
    people.signIn.signIn("anna", "password", People.LAPTOP);
    String hash =
        people.transactions.read(handle ->
            String.valueOf(new AccountTable(handle).byId(anna).orElseThrow().passwordHash()));
    assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    people.signIn.signIn("anna", "password", People.LAPTOP);
  }

  @Test
  void shouldEndOtherSessionsWhenThePasswordChanges() {
    Tokens here = people.register("anna");
    Tokens there = people.signIn.signIn("anna", People.PASSWORD, STRANGER);
    people.passwordChanges.change(here.caller(), People.PASSWORD, "nine brown Windows");
    people.live.authenticate(here.access());
    SessionsTest.assertEnded(() -> people.live.authenticate(there.access()));
    assertThat(refusal("anna", People.PASSWORD, People.LAPTOP))
        .isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    people.signIn.signIn("anna", "nine brown Windows", People.LAPTOP);
    assertThatThrownBy(() -> people.passwordChanges.change(here.caller(), "wrong", "x"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("current_password"));
  }

  @Test
  void shouldResetByALinkOnceAndEndEverySession() {
    Tokens tokens = people.register("anna");
    long anna = tokens.caller().userId();
    String older = people.passwordChanges.issueReset(anna, Bound.RESET_LINK_MILLIS);
    String link = people.passwordChanges.issueReset(anna, Bound.RESET_LINK_MILLIS);
    assertBadToken(older);
    assertThatThrownBy(() -> people.passwordChanges.reset(link, "password1"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.WEAK_PASSWORD));
    people.passwordChanges.reset(link, "nine brown Windows");
    assertBadToken(link);
    SessionsTest.assertEnded(() -> people.live.authenticate(tokens.access()));
    people.signIn.signIn("anna", "nine brown Windows", People.LAPTOP);
    String late = people.passwordChanges.issueReset(anna, Bound.RESET_LINK_MILLIS);
    people.pass(Duration.ofDays(1));
    assertBadToken(late);
    String stored =
        people.transactions.read(handle ->
            handle.createQuery("select * from account_token").mapToMap().list().toString());
    assertThat(stored).contains("password-reset").doesNotContain(late);
  }

  private void assertBadToken(String token) {
    assertThatThrownBy(() -> people.passwordChanges.reset(token, "nine brown Windows"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("token"));
  }

  @Test
  void shouldTurnSuspendedPeopleAwayUntilTheyAreRestored() {
    Tokens tokens = people.register("anna");
    long anna = tokens.caller().userId();
    people.suspensions.suspend(anna);
    SessionsTest.assertEnded(() -> people.live.authenticate(tokens.access()));
    assertThat(refusal("anna", People.PASSWORD, People.LAPTOP)).isEqualTo(RefusalCode.NOT_ALLOWED);
    assertThat(refusal("anna", "wrong", People.LAPTOP)).isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    people.suspensions.restore(anna);
    assertThat(signIn("anna")).isEqualTo(anna);
    SessionsTest.assertEnded(() -> people.live.authenticate(tokens.access()));
  }

  @Test
  void shouldEndEverySessionWithTheAccount() {
    Tokens tokens = people.register("anna");
    long anna = tokens.caller().userId();
    people.passwordChanges.issueReset(anna, Bound.RESET_LINK_MILLIS);
    people.accounts.delete(anna, People.PASSWORD);
    SessionsTest.assertEnded(() -> people.live.authenticate(tokens.access()));
    assertThat(refusal("anna", People.PASSWORD, People.LAPTOP))
        .isEqualTo(RefusalCode.WRONG_CREDENTIALS);
    assertThat(people.told)
        .containsSubsequence(
            new SessionEnded(anna, tokens.caller().sessionId(), EndReason.ACCOUNT_DELETED),
            new AccountDeleted(anna));
    long left =
        people.transactions.read(handle ->
            handle
                .createQuery(
                    """
                    select (select count(*) from device where user_id = :id)
                      + (select count(*) from account_token where user_id = :id)
                    """)
                .bind("id", anna)
                .mapTo(Long.class)
                .one());
    assertThat(left).isZero();
  }
}
