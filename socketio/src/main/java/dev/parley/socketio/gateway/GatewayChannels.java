package dev.parley.socketio.gateway;

import java.util.function.LongFunction;

/**
 * The messenger's names on the realtime node.
 *
 * @param appId its app
 * @param user the channel of a user, by id: whoever is on it is online
 * @param open the channel of those who have a conversation open, by its id
 */
public record GatewayChannels(String appId, LongFunction<String> user, LongFunction<String> open) {}
