package dev.parley.channels.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Who a signature said is at the other end.
 *
 * @param userId the user
 * @param session the sign-in session that access belongs to, where the signer named one; lets a
 *     remote sign-out find its sockets
 */
public record Identity(String userId, @Nullable String session) {}
