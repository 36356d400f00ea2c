package dev.parley.messenger.session;

/**
 * Who is asking, proven by a live session, or by the key of a back end.
 *
 * @param sessionId one sign-in
 * @param deviceId the user's device that it is bound to
 */
public record Caller(long userId, long sessionId, long deviceId) {
  /** A back end that acts for the user: it has no session and no device of that one. */
  public static Caller backEnd(long userId) {
    return new Caller(userId, 0, 0);
  }

  public boolean isBackEnd() {
    return sessionId == 0;
  }
}
