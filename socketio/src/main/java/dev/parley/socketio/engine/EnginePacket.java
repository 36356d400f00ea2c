package dev.parley.socketio.engine;

/** One packet that a client may send. */
public sealed interface EnginePacket {
  /** The client ends the session. */
  record Close() implements EnginePacket {}

  /** Asks for a pong with the same text; clients try a new transport with it. */
  record Ping(String text) implements EnginePacket {}

  /** A sign of life. */
  record Pong() implements EnginePacket {}

  record Message(String text) implements EnginePacket {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Binary(byte[] bytes) implements EnginePacket {}

  /** The client goes on with the transport on which it says so. */
  record Upgrade() implements EnginePacket {}

  /** Says nothing. */
  record Noop() implements EnginePacket {}
}
