package dev.parley.messenger.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys on a real store, with a clock that the test moves. */
@ParameterizedClass
@EnumSource(Engine.class)
class ApiKeysTest {
  private static final List<String> SCOPES = List.of("users:read", "messages:write");

  private final StoreFixture place;
  private final Store store;
  private final Transactions transactions;
  private final ApiKeys keys;
  private final LiveApiKeys live;
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  ApiKeysTest(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
    InstantSource clock = () -> now;
    var listeners = new EventListeners();
    transactions = new Transactions(store, listeners);
    keys = new ApiKeys(transactions, new Ids(clock, 0, 0), clock, new SecureRandom());
    live = new LiveApiKeys(transactions, clock);
    listeners.add(live);
  }

  @AfterEach
  void close() {
    store.close();
    place.close();
  }

  private static void assertRefused(ThrowingCallable call, RefusalCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void shouldKnowTheBackEndByItsSecret() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    KeyHolder holder = live.authenticate(made.secret());
    assertThat(holder.keyId()).isEqualTo(made.key().id());
    assertThat(holder.name()).isEqualTo("Shop");
    assertThat(holder.scopes()).containsExactlyInAnyOrder(Scope.USERS_READ, Scope.MESSAGES_WRITE);
    holder.require(Scope.USERS_READ);
    assertThatThrownBy(() -> holder.require(Scope.USERS_WRITE)).hasMessageContaining("users:write");
  }

  @Test
  void shouldKeepNothingFromWhichASecretCouldBeMade() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    String prefix = made.key().secrets().getFirst().prefix();
    assertThat(made.secret()).startsWith(prefix).hasSize(54).matches("plk_[0-9A-Za-z]{50}");
    String hidden = made.secret().substring(prefix.length());
    List<String> kept =
        transactions.read(handle ->
            handle
                .createQuery("select prefix || ' ' || secret_hash from api_key_secret")
                .mapTo(String.class)
                .list());
    assertThat(kept).hasSize(1).noneMatch(row -> row.contains(hidden));
    assertThat(made.toString()).doesNotContain(hidden);
    assertThat(ApiKeySecret.parse(made.secret()).orElseThrow().toString()).doesNotContain(hidden);
  }

  @Test
  void shouldTellAMistypedSecretByItsChecksum() {
    String secret = keys.create("Shop", SCOPES).secret();
    for (int i = 4; i < secret.length(); i++) {
      char other = secret.charAt(i) == 'a' ? 'b' : 'a';
      String wrong = secret.substring(0, i) + other + secret.substring(i + 1);
      assertThat(ApiKeySecret.parse(wrong)).as(wrong).isEmpty();
      assertRefused(() -> live.authenticate(wrong), RefusalCode.UNAUTHENTICATED);
    }
    assertRefused(() -> live.authenticate(""), RefusalCode.UNAUTHENTICATED);
    assertRefused(() -> live.authenticate(secret + "0"), RefusalCode.UNAUTHENTICATED);
  }

  /** A form that is right and a prefix that is known are not enough. */
  @Test
  void shouldRefuseAnotherSecretOfAKnownPrefix() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    String prefix = made.key().secrets().getFirst().prefix();
    var forged = new SecureRandom();
    for (int i = 0; i < 20; i++) {
      String other = ApiKeySecret.make(forged).text();
      assertRefused(() -> live.authenticate(other), RefusalCode.UNAUTHENTICATED);
    }
    // the same prefix with a hash of another secret, as if 190 bits had been guessed wrong
    transactions.write(
        0,
        (handle, _) ->
            handle.execute(
                "update api_key_secret set secret_hash = ? where prefix = ?",
                "f".repeat(64),
                prefix));
    assertRefused(() -> live.authenticate(made.secret()), RefusalCode.UNAUTHENTICATED);
  }

  /** Whoever has seen the list of keys knows how each begins. */
  @Test
  void shouldRefuseAForgeryThatBeginsLikeAKey() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    String prefix = made.key().secrets().getFirst().prefix();
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    var numbers = prefix.substring(4).chars().map(digits::indexOf).iterator();
    var rest = new SecureRandom();
    String forged =
        ApiKeySecret.make(
                new RandomGenerator() {
                  @Override
                  public long nextLong() {
                    return rest.nextLong();
                  }

                  @Override
                  public int nextInt(int bound) {
                    return numbers.hasNext() ? numbers.nextInt() : rest.nextInt(bound);
                  }
                })
            .text();
    assertThat(forged).startsWith(prefix).isNotEqualTo(made.secret());
    assertRefused(() -> live.authenticate(forged), RefusalCode.UNAUTHENTICATED);
    live.authenticate(made.secret());
  }

  @Test
  void shouldLetTwoSecretsInUntilTheGraceTimeIsOver() {
    ApiKeys.Made first = keys.create("Shop", SCOPES);
    live.authenticate(first.secret());
    ApiKeys.Made second = keys.rotate(first.key().id(), Duration.ofHours(24));
    assertThat(second.key().secrets()).hasSize(2);
    assertThat(live.authenticate(first.secret())).isEqualTo(live.authenticate(second.secret()));

    ApiKeys.Made third = keys.rotate(first.key().id(), Duration.ofHours(24));
    assertRefused(() -> live.authenticate(first.secret()), RefusalCode.UNAUTHENTICATED);
    live.authenticate(second.secret());
    now = now.plus(Duration.ofHours(24));
    assertRefused(() -> live.authenticate(second.secret()), RefusalCode.UNAUTHENTICATED);
    live.authenticate(third.secret());
    assertThat(keys.list().getFirst().secrets()).hasSize(1);

    keys.rotate(first.key().id(), Duration.ZERO);
    assertRefused(() -> live.authenticate(third.secret()), RefusalCode.UNAUTHENTICATED);
    assertRefused(
        () -> keys.rotate(first.key().id(), Duration.ofDays(31)), RefusalCode.INVALID_FIELD);
    assertRefused(() -> keys.rotate(1, Duration.ZERO), RefusalCode.NOT_FOUND);
  }

  @Test
  void shouldForgetARevokedKeyAtOnce() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    live.authenticate(made.secret());
    keys.revoke(made.key().id());
    assertRefused(() -> live.authenticate(made.secret()), RefusalCode.UNAUTHENTICATED);
    assertThat(keys.list()).isEmpty();
    assertRefused(() -> keys.revoke(made.key().id()), RefusalCode.NOT_FOUND);
  }

  @Test
  void shouldRefuseWhatNoKeyCanBe() {
    assertRefused(() -> keys.create(" ", SCOPES), RefusalCode.INVALID_FIELD);
    assertRefused(() -> keys.create("x".repeat(65), SCOPES), RefusalCode.FIELD_TOO_LONG);
    assertRefused(() -> keys.create("Shop", List.of()), RefusalCode.INVALID_FIELD);
    assertThatThrownBy(() -> keys.create("Shop", List.of("users:all")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("users:read, users:write");
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void shouldMakeNoMoreKeysThanTheBound() {
    for (int i = 0; i < Bound.API_KEYS.count(); i++) {
      keys.create("Shop " + i, SCOPES);
    }
    assertRefused(() -> keys.create("one more", SCOPES), RefusalCode.LIMIT_REACHED);
    keys.revoke(keys.list().getFirst().id());
    keys.create("one more", SCOPES);
  }

  @Test
  void shouldCountTheRequestsOfEachKeyByItself() {
    String busy = keys.create("Busy", SCOPES).secret();
    String calm = keys.create("Calm", SCOPES).secret();
    for (int i = 0; i < Bound.API_KEY_REQUESTS_PER_MINUTE.count(); i++) {
      live.authenticate(busy);
    }
    assertThatThrownBy(() -> live.authenticate(busy))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.RATE_LIMITED);
              assertThat(refusal.retryAfter()).isPositive();
            });
    live.authenticate(calm);
    now = now.plus(Duration.ofSeconds(1));
    live.authenticate(busy);
  }

  @Test
  void shouldWriteTheLastUseLaterAndOnce() {
    ApiKeys.Made made = keys.create("Shop", SCOPES);
    assertThat(live.flushUses()).isZero();
    live.authenticate(made.secret());
    live.authenticate(made.secret());
    assertThat(keys.list().getFirst().lastUsedAt()).isNull();
    assertThat(live.flushUses()).isEqualTo(1);
    assertThat(keys.list().getFirst().lastUsedAt()).isEqualTo(now.toEpochMilli());
    assertThat(live.flushUses()).isZero();
  }
}
