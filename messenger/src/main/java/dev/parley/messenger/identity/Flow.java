package dev.parley.messenger.identity;

import java.util.Locale;

/**
 * A sign-in that was begun here and goes on elsewhere.
 *
 * @param provider where; empty if it is no provider
 * @param userId who goes on; 0 if that is to be found out
 * @param sessionId from which it was begun; 0 for none
 * @param deviceId of an earlier sign-in on this device; 0 for none
 * @param device its name
 * @param request what an authenticator was asked; else empty
 */
public record Flow(
    Kind kind,
    String provider,
    long userId,
    long sessionId,
    long deviceId,
    String device,
    String request) {
  /** What is to come of it. */
  public enum Kind {
    /** A session, by a provider. */
    SIGN_IN,
    /** A linked account. */
    LINK,
    /** A session, by the code that is still lacking. */
    SECOND_FACTOR,
    /** A new passkey. */
    NEW_PASSKEY,
    /** A session, by a passkey. */
    PASSKEY;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
