package dev.parley.channels.transport;

/**
 * Who hears what arrives on a WebSocket: the protocol, or an echo where framing itself is under
 * test. Stateless; called on connections' loops.
 */
interface MessageSink {
  /** The handshake is done; the connection may speak. */
  void open(WebSocketConnection connection);

  void onText(WebSocketConnection connection, String text);

  /** Whether binary messages are heard; if not, they end the connection with 1003. */
  default boolean takesBinary() {
    return false;
  }

  default void onBinary(WebSocketConnection connection, byte[] message) {
    throw new UnsupportedOperationException("binary messages are not heard");
  }
}
