package dev.parley.messenger.session;

import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The server's own secrets, by what they are for. Thread-safe. */
public record KeyRing(
    ServerKeys accessTokens,
    ServerKeys refreshTokens,
    ServerKeys syncCursors,
    ServerKeys mediaLinks) {
  /**
   * Loads them, and makes those that are missing. Blocks.
   *
   * @param random must not be guessable
   */
  public static KeyRing load(
      Transactions transactions, InstantSource clock, RandomGenerator random) {
    return new KeyRing(
        new ServerKeys(transactions, clock, random, ServerKeys.Purpose.ACCESS_TOKEN),
        new ServerKeys(transactions, clock, random, ServerKeys.Purpose.REFRESH_TOKEN),
        new ServerKeys(transactions, clock, random, ServerKeys.Purpose.SYNC_CURSOR),
        new ServerKeys(transactions, clock, random, ServerKeys.Purpose.MEDIA_LINK));
  }

  /** The keys of one purpose. */
  public ServerKeys of(ServerKeys.Purpose purpose) {
    return switch (purpose) {
      case ACCESS_TOKEN -> accessTokens;
      case REFRESH_TOKEN -> refreshTokens;
      case SYNC_CURSOR -> syncCursors;
      case MEDIA_LINK -> mediaLinks;
    };
  }
}
