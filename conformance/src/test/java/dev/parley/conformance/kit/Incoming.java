package dev.parley.conformance.kit;

/** What a probe can find next in its socket, control pings and pongs aside. */
sealed interface Incoming {
  record Text(Frame frame) implements Incoming {}

  record Binary(int length) implements Incoming {}

  /**
   * A close frame.
   *
   * @param code as sent, 1005 if the frame had none
   */
  record Close(int code, String reason) implements Incoming {}

  /** The socket ended without a close frame, or after it. */
  record Gone(String how) implements Incoming {}

  /** The server broke a rule that holds for every frame. */
  record Broken(String rule) implements Incoming {}
}
