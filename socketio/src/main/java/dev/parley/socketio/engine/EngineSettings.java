package dev.parley.socketio.engine;

import dev.parley.messenger.Bound;

/**
 * What is said of a session when it begins, and its bounds.
 *
 * @param packetBytes longest frame or body of a client
 * @param packetsTogether most packets of one body
 * @param pingMillis between two pings of the server
 * @param pongMillis after which a client gives a server up that should have pinged
 * @param probeMillis for a client to prove that a new transport works
 * @param sessionsPerAddress open at the same time
 */
public record EngineSettings(
    int packetBytes,
    int packetsTogether,
    long pingMillis,
    long pongMillis,
    long probeMillis,
    int sessionsPerAddress) {
  /** As the table of bounds says. */
  public static EngineSettings defaults() {
    return new EngineSettings(
        Bound.GATEWAY_PACKET_BYTES.count(),
        Bound.GATEWAY_PACKETS_TOGETHER.count(),
        Bound.GATEWAY_PING_MILLIS.value(),
        Bound.GATEWAY_PONG_MILLIS.value(),
        Bound.GATEWAY_PROBE_MILLIS.value(),
        Bound.GATEWAY_SESSIONS_PER_ADDRESS.count());
  }
}
