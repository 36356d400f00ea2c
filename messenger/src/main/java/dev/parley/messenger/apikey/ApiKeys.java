package dev.parley.messenger.apikey;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes keys, gives them other secrets, and ends them. For operators. Thread-safe; blocks. */
public final class ApiKeys {
  /** They are few and seldom change, so one lane does for all: the bound holds exactly. */
  private static final long LANE = 0;

  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * The keys of this server.
   *
   * @param random for secrets: must not be guessable
   */
  public ApiKeys(Transactions transactions, Ids ids, InstantSource clock, RandomGenerator random) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A key with its new secret, which is told this once.
   *
   * @param secret never logged
   */
  public record Made(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Made[%d]".formatted(key.id());
    }
  }

  /**
   * Makes a key.
   *
   * @param name 1 to 64 characters, for people
   * @param scopes at least one, as {@link Scope#text}
   * @throws Refusal naming the field; {@code limit-reached}
   */
  public Made create(String name, Collection<String> scopes) {
    String line = ShortText.of("name", name, Bound.API_KEY_NAME_LENGTH);
    if (line.isEmpty()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "name", "expected at least one character");
    }
    Set<Scope> allowed = scopes(scopes);
    long id = ids.next();
    var secret = ApiKeySecret.make(random);
    return transactions.write(
        LANE,
        (handle, events) -> {
          var table = new ApiKeyTable(handle);
          if (table.count() >= Bound.API_KEYS.count()) {
            throw Refusal.of(
                RefusalCode.LIMIT_REACHED,
                "a server has at most %d keys".formatted(Bound.API_KEYS.count()));
          }
          long now = clock.millis();
          table.insert(id, line, allowed, now);
          table.addSecret(id, secret, now);
          events.accept(new ApiKeyChanged(id));
          return new Made(table.find(id, now).orElseThrow(), secret.text());
        });
  }

  /** All keys, oldest first. */
  public List<ApiKey> list() {
    return transactions.read(handle -> new ApiKeyTable(handle).all(clock.millis()));
  }

  /**
   * Gives a key another secret. The one that was valid works on for a while; one that was replaced
   * earlier ends at once.
   *
   * @param grace 0 to 30 days
   * @throws Refusal {@code not-found}, {@code invalid-field}
   */
  public Made rotate(long id, Duration grace) {
    if (grace.isNegative() || grace.toMillis() > Bound.API_KEY_GRACE_MILLIS.value()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "grace", "expected 0 to 30 days");
    }
    var secret = ApiKeySecret.make(random);
    return transactions.write(
        LANE,
        (handle, events) -> {
          var table = new ApiKeyTable(handle);
          long now = clock.millis();
          if (table.find(id, now).isEmpty()) {
            throw unknown();
          }
          table.endSecrets(id, now + grace.toMillis());
          table.addSecret(id, secret, now);
          events.accept(new ApiKeyChanged(id));
          return new Made(table.find(id, now).orElseThrow(), secret.text());
        });
  }

  /**
   * Ends a key; nothing of it is kept.
   *
   * @throws Refusal {@code not-found}
   */
  public void revoke(long id) {
    transactions.write(
        LANE,
        (handle, events) -> {
          if (!new ApiKeyTable(handle).delete(id)) {
            throw unknown();
          }
          events.accept(new ApiKeyChanged(id));
          return null;
        });
  }

  private static Set<Scope> scopes(Collection<String> texts) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (String text : texts) {
      scopes.add(
          Scope.of(text)
              .orElseThrow(() ->
                  Refusal.ofField(
                      RefusalCode.INVALID_FIELD,
                      "scopes",
                      "expected some of %s".formatted(Scope.all()))));
    }
    if (scopes.isEmpty()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "scopes", "expected some of %s".formatted(Scope.all()));
    }
    return scopes;
  }

  private static Refusal unknown() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such key");
  }
}
