package dev.parley.messenger.session;

/**
 * Who is asking, proven by a live session.
 *
 * @param sessionId one sign-in
 * @param deviceId the user's device that it is bound to
 */
public record Caller(long userId, long sessionId, long deviceId) {}
