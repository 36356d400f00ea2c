package dev.parley.socketio.engine;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads packets: one of a WebSocket's text frame, or several of a request's body, parted by a
 * separator, with binary ones in base64. Pure functions; what they are given is bounded before.
 */
public final class EnginePackets {
  /** Between two packets of a body. */
  public static final char SEPARATOR = '\u001e';

  private static final char BASE64 = 'b';

  private EnginePackets() {}

  /** The packet of a text frame; empty if it is none that a client may send. */
  public static Optional<EnginePacket> text(String frame) {
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    String rest = frame.substring(1);
    boolean alone = rest.isEmpty();
    return switch (frame.charAt(0)) {
      case '1' -> alone ? Optional.of(new EnginePacket.Close()) : Optional.empty();
      case '2' -> Optional.of(new EnginePacket.Ping(rest));
      case '3' -> Optional.of(new EnginePacket.Pong());
      case '4' -> Optional.of(new EnginePacket.Message(rest));
      case '5' -> alone ? Optional.of(new EnginePacket.Upgrade()) : Optional.empty();
      case '6' -> alone ? Optional.of(new EnginePacket.Noop()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * The packets of a body.
   *
   * @param most packets of one body
   * @return empty if one of them is malformed or there are too many
   */
  public static Optional<List<EnginePacket>> body(String body, int most) {
    var packets = new ArrayList<EnginePacket>(1);
    int from = 0;
    while (from <= body.length()) {
      int end = body.indexOf(SEPARATOR, from);
      end = end < 0 ? body.length() : end;
      Optional<EnginePacket> packet = one(body.substring(from, end));
      if (packet.isEmpty() || packets.size() == most) {
        return Optional.empty();
      }
      packets.add(packet.get());
      from = end + 1;
    }
    return Optional.of(packets);
  }

  private static Optional<EnginePacket> one(String text) {
    if (text.isEmpty() || text.charAt(0) != BASE64) {
      return text(text);
    }
    try {
      return Optional.of(new EnginePacket.Binary(Base64.getDecoder().decode(text.substring(1))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
