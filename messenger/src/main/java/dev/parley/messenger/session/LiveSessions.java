package dev.parley.messenger.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Tells from an access token who is asking, as long as the session lives. Thread-safe; blocks for a
 * read about once a second and session.
 *
 * <p>A session that ends on this node is forgotten at once (this must be a listener of all events);
 * one that ends elsewhere within a second, because no entry is believed for longer.
 */
public final class LiveSessions implements EventSink {
  private final Transactions transactions;
  private final AccessTokens tokens;
  private final LastSeen lastSeen;
  private final Cache<Long, Entry> entries;

  /** A session as it was a moment ago; {@code caller} is empty if it is over. */
  private record Entry(Optional<Caller> caller, long epoch, int generation, boolean confirmed) {}

  public LiveSessions(Transactions transactions, AccessTokens tokens, LastSeen lastSeen) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.lastSeen = lastSeen;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(Bound.SESSIONS_REMEMBERED.value())
            .expireAfterWrite(Duration.ofMillis(Bound.SESSION_BELIEVED_MILLIS.value()))
            .build();
  }

  /**
   * Whose token this is. Its first use makes the refresh token before it invalid.
   *
   * @throws Refusal {@code unauthenticated}, or {@code session-ended} if the token was good once
   */
  public Caller authenticate(String accessToken) {
    AccessTokens.Claims claims =
        tokens
            .read(accessToken)
            .orElseThrow(() ->
                Refusal.of(
                    RefusalCode.UNAUTHENTICATED,
                    "the access token is not valid (any more); refresh it"));
    Entry entry = entries.get(claims.sessionId(), this::load);
    Caller caller =
        entry
            .caller
            .filter(known -> known.userId() == claims.userId() && entry.epoch == claims.epoch())
            .orElseThrow(() -> Refusal.of(RefusalCode.SESSION_ENDED, "this session is over"));
    if (!entry.confirmed && entry.generation == claims.generation()) {
      confirm(claims);
    }
    lastSeen.touch(caller.userId());
    return caller;
  }

  /** Whether a session still lives. */
  public boolean isAlive(long sessionId) {
    return entries.get(sessionId, this::load).caller.isPresent();
  }

  private void confirm(AccessTokens.Claims claims) {
    transactions.write(
        claims.userId(),
        (handle, _) -> {
          new FamilyTable(handle).confirm(claims.sessionId(), claims.generation());
          return null;
        });
    entries.invalidate(claims.sessionId());
  }

  private Entry load(long sessionId) {
    return transactions.read(handle -> read(handle, sessionId));
  }

  private static Entry read(Handle handle, long sessionId) {
    return handle
        .createQuery(
            """
            select f.user_id, f.device_id, f.generation, f.confirmed, f.revoked_at,
              a.status, a.access_epoch
            from token_family f join account a on a.user_id = f.user_id
            where f.family_id = ?
            """)
        .bind(0, sessionId)
        .map((row, _) -> {
          boolean alive = row.getObject("revoked_at") == null && row.getInt("status") == 0;
          var caller = new Caller(row.getLong("user_id"), sessionId, row.getLong("device_id"));
          return new Entry(
              alive ? Optional.of(caller) : Optional.empty(),
              row.getLong("access_epoch"),
              row.getInt("generation"),
              row.getInt("confirmed") == 1);
        })
        .findOne()
        .orElse(new Entry(Optional.empty(), 0, 0, true));
  }

  /** Forgets a session that has changed or ended. */
  @Override
  public void accept(Event event) {
    switch (event) {
      case SessionEnded ended -> entries.invalidate(ended.sessionId());
      case SessionRenewed renewed -> entries.invalidate(renewed.sessionId());
      default -> {}
    }
  }
}
