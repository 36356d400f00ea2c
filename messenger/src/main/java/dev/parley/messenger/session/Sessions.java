package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.AccountTable;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Opens, renews, lists and ends sessions. Thread-safe; blocks. */
public final class Sessions {
  private static final int SEED_BYTES = 32;

  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ServerKeys keys;
  private final AccessTokens accessTokens;
  private final SessionEndings endings;
  private final Renewal renewal;

  /**
   * The sessions of this node.
   *
   * @param keys for refresh tokens
   */
  public Sessions(
      Transactions transactions,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      ServerKeys keys,
      AccessTokens accessTokens) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.keys = keys;
    this.accessTokens = accessTokens;
    this.endings = new SessionEndings(clock);
    this.renewal = new Renewal(transactions, clock, keys, endings);
  }

  /**
   * Opens a session for somebody who has proven who they are. A device that signs in again gives up
   * its earlier session; above the bound the one that was not used for longest ends.
   *
   * @throws Refusal {@code not-allowed} if the account may not be used
   */
  public Tokens open(long userId, Client client) {
    byte[] seedBytes = new byte[SEED_BYTES];
    random.nextBytes(seedBytes);
    String seed = Base64.getEncoder().encodeToString(seedBytes);
    ServerKeys.Key key = keys.newest();
    long familyId = ids.next();
    long newDevice = ids.next();
    RefreshToken first = RefreshToken.derive(key.bytes(), seed, familyId, 0);
    record Made(Family family, long epoch) {}
    Made made =
        transactions.write(
            userId,
            (handle, events) -> {
              var accounts = new AccountTable(handle);
              accounts.lock(userId);
              AccountTable.Credential account = active(accounts, userId);
              long now = clock.millis();
              long deviceId = device(handle, userId, client, newDevice, now, events);
              makeRoom(handle, userId, events);
              var family =
                  new Family(
                      familyId,
                      userId,
                      deviceId,
                      seed,
                      key.id(),
                      0,
                      first.hash(),
                      true,
                      now,
                      now,
                      null);
              new FamilyTable(handle).insert(family);
              return new Made(family, account.epoch());
            });
    return tokens(made.family, first, made.epoch);
  }

  private static AccountTable.Credential active(AccountTable accounts, long userId) {
    return accounts
        .byId(userId)
        .filter(account -> account.status() == AccountStatus.ACTIVE)
        .orElseThrow(
            () -> Refusal.of(RefusalCode.NOT_ALLOWED, "this account cannot be used at present"));
  }

  private long device(
      Handle handle, long userId, Client client, long newDevice, long now, Consumer<Event> events) {
    var devices = new DeviceTable(handle);
    Long known = client.deviceId();
    if (known != null && devices.renew(userId, known, client, now)) {
      for (long earlier : new FamilyTable(handle).onDevice(userId, known)) {
        endings.one(handle, userId, earlier, EndReason.REPLACED, events);
      }
      return known;
    }
    events.accept(
        new DeviceAdded(userId, client.device(), client.network(), !devices.hasAny(userId)));
    devices.insert(userId, newDevice, client, now);
    return newDevice;
  }

  private void makeRoom(Handle handle, long userId, Consumer<Event> events) {
    List<Session> alive = new FamilyTable(handle).alive(userId, 0, 0);
    int most = Bound.SESSIONS_PER_ACCOUNT.count() - 1;
    for (Session oldest : alive.subList(Math.min(most, alive.size()), alive.size())) {
      endings.one(handle, userId, oldest.sessionId(), EndReason.TOO_MANY_SESSIONS, events);
    }
  }

  /**
   * Exchanges a refresh token for the next pair.
   *
   * @param network where it came from, see {@link Network}
   * @throws Refusal {@code unauthenticated} if this server never made the token, {@code
   *     session-ended} if its session is over or ends because of it
   */
  public Tokens refresh(String shown, String network) {
    Renewal.Granted granted = renewal.renew(shown, network);
    return tokens(granted.family(), granted.next(), granted.epoch());
  }

  /**
   * Whose refresh token this is, without exchanging it: for requests that a browser makes with its
   * cookie alone.
   *
   * @throws Refusal {@code unauthenticated}, {@code session-ended}
   */
  public Caller holder(String shown) {
    return renewal.holder(shown);
  }

  private Tokens tokens(Family family, RefreshToken refresh, long epoch) {
    AccessTokens.Made access =
        accessTokens.make(
            new AccessTokens.Claims(
                family.userId(), family.familyId(), refresh.generation(), epoch));
    long expiresAt =
        Math.min(
            clock.millis() + Bound.SESSION_IDLE_MILLIS.value(),
            family.createdAt() + Bound.SESSION_MILLIS.value());
    return new Tokens(
        family.caller(), access.text(), access.expiresAt(), refresh.text(), expiresAt);
  }

  /** Somebody's live sessions, the last used first. */
  public List<Session> list(long userId) {
    long now = clock.millis();
    return transactions.read(handle ->
        new FamilyTable(handle)
            .alive(
                userId,
                now - Bound.SESSION_IDLE_MILLIS.value(),
                now - Bound.SESSION_MILLIS.value()));
  }

  /** Ends the caller's own session. */
  public void signOut(Caller caller) {
    end(caller.userId(), caller.sessionId(), EndReason.SIGNED_OUT);
  }

  /** Ends the session of a refresh token, whatever its age; does nothing if it is over. */
  public void signOut(String shown) {
    renewal
        .owner(shown)
        .ifPresent(family -> end(family.userId(), family.familyId(), EndReason.SIGNED_OUT));
  }

  /**
   * Ends another session of the same person.
   *
   * @throws Refusal {@code not-found} if they have no such session
   */
  public void endRemotely(Caller caller, long sessionId) {
    EndReason reason =
        sessionId == caller.sessionId() ? EndReason.SIGNED_OUT : EndReason.SIGNED_OUT_REMOTELY;
    if (!end(caller.userId(), sessionId, reason)) {
      throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such session");
    }
  }

  /** Signs out everywhere, here too: access tokens of before are refused as well. */
  public void endAll(long userId) {
    transactions.write(
        userId,
        (handle, events) -> {
          new AccountTable(handle).raiseEpoch(userId);
          endings.all(handle, userId, 0, EndReason.SIGNED_OUT_REMOTELY, events);
          return null;
        });
  }

  /** Ends all sessions of the caller but the one they ask from. */
  public void endOthers(Caller caller) {
    transactions.write(
        caller.userId(),
        (handle, events) -> {
          endings.all(
              handle, caller.userId(), caller.sessionId(), EndReason.SIGNED_OUT_REMOTELY, events);
          return null;
        });
  }

  private boolean end(long userId, long sessionId, EndReason reason) {
    return transactions.write(
        userId, (handle, events) -> endings.one(handle, userId, sessionId, reason, events));
  }
}
