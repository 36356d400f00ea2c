package dev.parley.channels.transport;

import dev.parley.channels.session.ClientProtocol;

/** Hands text to the Pusher protocol, which has no binary messages. */
record ProtocolSink(ClientProtocol protocol) implements MessageSink {
  @Override
  public void open(WebSocketConnection connection) {
    protocol.open(connection);
  }

  @Override
  public void onText(WebSocketConnection connection, String text) {
    protocol.onText(connection, text);
  }
}
