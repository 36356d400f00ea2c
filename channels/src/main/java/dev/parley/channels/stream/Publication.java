package dev.parley.channels.stream;

import dev.parley.channels.protocol.SocketId;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to the subscribers of a channel.
 *
 * @param data the text that subscribers get, never changed on the way
 * @param origin the connection that does not get it, kept with the event so that a replay can skip
 *     it too
 * @param userId the sender's member id, on client events of presence channels
 * @param retainMillis how long the event serves as the channel's last one; 0 for not at all
 */
public record Publication(
    String event,
    String data,
    @Nullable SocketId origin,
    @Nullable String userId,
    long retainMillis) {}
