package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.AccountTable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What a refresh token is good for. Thread-safe; blocks.
 *
 * <p>The shown token stays good until its successor, or the access token that came with it, was
 * used once; a repeat until then gets the same successor, since an answer may be lost and two tabs
 * may ask at once. After that, whoever shows it again holds a copy: the session ends. No clock is
 * involved.
 */
final class Renewal {
  private final Transactions transactions;
  private final InstantSource clock;
  private final ServerKeys keys;
  private final SessionEndings endings;

  Renewal(Transactions transactions, InstantSource clock, ServerKeys keys, SessionEndings endings) {
    this.transactions = transactions;
    this.clock = clock;
    this.keys = keys;
    this.endings = endings;
  }

  /** What a transaction decided about a refresh token; both ways are committed. */
  sealed interface Decision {}

  /**
   * The session goes on.
   *
   * @param next the token that comes after the shown one
   * @param epoch the account's
   */
  record Granted(Family family, RefreshToken next, long epoch) implements Decision {}

  record Refused(Refusal refusal) implements Decision {}

  /** Exchanges a token, as {@link Sessions#refresh} says. */
  Granted renew(String shown, String network) {
    RefreshToken token = RefreshToken.parse(shown).orElseThrow(Renewal::unknown);
    Family known =
        transactions
            .read(handle -> new FamilyTable(handle).find(token.familyId()))
            .orElseThrow(Renewal::unknown);
    // checked before anything is locked: a forgery costs a read
    byte[] key = keys.find(known.keyId()).orElseThrow(Renewal::unknown).bytes();
    if (!derive(key, known, token.generation()).isSame(token)) {
      throw unknown();
    }
    RefreshToken next = derive(key, known, token.generation() + 1);
    Decision decision =
        transactions.write(
            known.userId(), (handle, events) -> decide(handle, token, next, network, events));
    return switch (decision) {
      case Granted granted -> granted;
      case Refused refused -> throw refused.refusal;
    };
  }

  private Decision decide(
      Handle handle,
      RefreshToken token,
      RefreshToken next,
      String network,
      Consumer<Event> events) {
    var table = new FamilyTable(handle);
    Optional<Family> locked = table.lock(token.familyId());
    if (locked.isEmpty()) {
      return new Refused(unknown());
    }
    Family family = locked.get();
    long now = clock.millis();
    if (family.revokedAt() != null) {
      return new Refused(over());
    }
    if (now >= expiry(family)) {
      endings.one(handle, family.userId(), family.familyId(), EndReason.EXPIRED, events);
      return new Refused(over());
    }
    int behind = family.generation() - token.generation();
    if (behind < 0) { // the store was put back to an earlier day
      return new Refused(unknown());
    }
    boolean repeat = behind == 1 && !family.confirmed();
    if (behind > 0 && !repeat) {
      endings.one(handle, family.userId(), family.familyId(), EndReason.TOKEN_REUSED, events);
      return new Refused(over());
    }
    String shownHash = repeat ? next.hash() : token.hash();
    if (!shownHash.equals(family.tokenHash())) {
      return new Refused(unknown());
    }
    if (!repeat) {
      table.advance(family.familyId(), next.generation(), next.hash(), now);
      new DeviceTable(handle).seen(family.userId(), family.deviceId(), network, now);
      events.accept(new SessionRenewed(family.userId(), family.familyId()));
    }
    return new AccountTable(handle)
        .byId(family.userId())
        .filter(account -> account.status() == AccountStatus.ACTIVE)
        .<Decision>map(account -> new Granted(family, next, account.epoch()))
        .orElseGet(() -> new Refused(over()));
  }

  /** Whose token this is, as {@link Sessions#holder} says. */
  Caller holder(String shown) {
    RefreshToken token = RefreshToken.parse(shown).orElseThrow(Renewal::unknown);
    return transactions.read(handle -> {
      Family family =
          new FamilyTable(handle)
              .find(token.familyId())
              .filter(known -> isGenuine(token, known))
              .orElseThrow(Renewal::unknown);
      int behind = family.generation() - token.generation();
      boolean current = behind == 0 || (behind == 1 && !family.confirmed());
      boolean active =
          new AccountTable(handle)
              .byId(family.userId())
              .filter(account -> account.status() == AccountStatus.ACTIVE)
              .isPresent();
      if (!current || !active || family.revokedAt() != null || clock.millis() >= expiry(family)) {
        throw over();
      }
      return family.caller();
    });
  }

  /** The session that this server once made the token for, over or not. */
  Optional<Family> owner(String shown) {
    RefreshToken token = RefreshToken.parse(shown).orElseThrow(Renewal::unknown);
    return transactions
        .read(handle -> new FamilyTable(handle).find(token.familyId()))
        .filter(family -> isGenuine(token, family));
  }

  private boolean isGenuine(RefreshToken token, Family family) {
    return keys.find(family.keyId())
        .filter(key -> derive(key.bytes(), family, token.generation()).isSame(token))
        .isPresent();
  }

  private static RefreshToken derive(byte[] key, Family family, int generation) {
    return RefreshToken.derive(key, family.seed(), family.familyId(), generation);
  }

  private static long expiry(Family family) {
    return Math.min(
        family.lastUsedAt() + Bound.SESSION_IDLE_MILLIS.value(),
        family.createdAt() + Bound.SESSION_MILLIS.value());
  }

  private static Refusal unknown() {
    return Refusal.of(RefusalCode.UNAUTHENTICATED, "this refresh token is not known");
  }

  private static Refusal over() {
    return Refusal.of(RefusalCode.SESSION_ENDED, "this session is over; sign in again");
  }
}
