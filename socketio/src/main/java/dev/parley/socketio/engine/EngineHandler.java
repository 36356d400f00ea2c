package dev.parley.socketio.engine;

import java.util.List;

/** Who speaks through one session. All methods are called on the session's loop. */
public interface EngineHandler {
  void onText(String text);

  void onBinary(byte[] message);

  /**
   * What is said before the server ends the session, behind everything else.
   *
   * @param code of the node's close codes, or of a WebSocket's
   * @return packets of Engine.IO
   */
  List<byte[]> farewell(int code, String reason);

  /** The session is over; nothing is called any more. */
  void onClosed();
}
