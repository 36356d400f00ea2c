package dev.parley.socketio.packet;

import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.socketio.packet.SocketPacket.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send and writes what they get. What is written is a packet of Engine.IO, whose
 * first character says that it is a message. Pure functions; what is read is bounded before.
 */
public final class SocketPackets {
  /** Longer ones are no namespaces, nor ids, of anybody. */
  private static final int LONGEST_NAMESPACE = 200;

  private static final int LONGEST_NUMBER = 15;
  private static final byte[] DISCONNECT = "41".getBytes(StandardCharsets.US_ASCII);

  private SocketPackets() {}

  /** Where the next part of a packet begins, while it is read. */
  private static final class Reader {
    private final String text;
    private int at = 1;

    Reader(String text) {
      this.text = text;
    }

    /** The digits that come next, if there are any and not too many. */
    @Nullable Long number() {
      int from = at;
      while (at < text.length() && at - from < LONGEST_NUMBER && isDigit(text.charAt(at))) {
        at++;
      }
      return at == from ? null : (Long) Long.parseLong(text, from, at, 10);
    }

    boolean skip(char expected) {
      boolean is = at < text.length() && text.charAt(at) == expected;
      at += is ? 1 : 0;
      return is;
    }

    /** Without its query; null if it is too long. */
    @Nullable String namespace() {
      if (at >= text.length() || text.charAt(at) != '/') {
        return SocketPacket.MAIN;
      }
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      if (end - at > LONGEST_NAMESPACE) {
        return null;
      }
      String whole = text.substring(at, end);
      at = Math.min(text.length(), end + 1);
      int question = whole.indexOf('?');
      return question < 0 ? whole : whole.substring(0, question);
    }

    String rest() {
      return text.substring(at);
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }

  /** What a message of Engine.IO holds. */
  public static SocketPacket read(String text) {
    if (text.isEmpty()) {
      return new Malformed("an empty packet");
    }
    char type = text.charAt(0);
    var reader = new Reader(text);
    Long parts = null;
    if (type == '5' || type == '6') {
      parts = reader.number();
      if (parts == null || !reader.skip('-')) {
        return new Malformed("expected the number of binary parts");
      }
    }
    String namespace = reader.namespace();
    if (namespace == null) {
      return new Malformed("the namespace is too long");
    }
    return switch (type) {
      case '0' -> connect(namespace, reader.rest());
      case '1' ->
          reader.rest().isEmpty()
              ? new SocketPacket.Disconnect(namespace)
              : new Malformed("expected nothing behind a disconnect");
      case '2' -> event(namespace, reader.number(), reader.rest());
      case '3' -> ack(namespace, reader.number(), reader.rest());
      case '5', '6' -> binary(namespace, parts, reader.number(), reader.rest(), type == '5');
      default -> new Malformed("expected a type that a client may send");
    };
  }

  private static SocketPacket connect(String namespace, String payload) {
    if (payload.isEmpty()) {
      return new SocketPacket.Connect(namespace, null);
    }
    return Json.object(payload).isPresent()
        ? new SocketPacket.Connect(namespace, payload)
        : new Malformed("expected an object with what authenticates");
  }

  private static SocketPacket event(String namespace, @Nullable Long id, String payload) {
    Optional<List<Json.Value>> values = Json.array(payload);
    if (values.isEmpty() || values.get().isEmpty() || !values.get().getFirst().isString()) {
      return new Malformed("expected an array that begins with the event's name");
    }
    List<Json.Value> all = values.get();
    return new SocketPacket.Event(
        namespace, id, all.getFirst().text(), List.copyOf(all.subList(1, all.size())));
  }

  private static SocketPacket ack(String namespace, @Nullable Long id, String payload) {
    return id == null || Json.array(payload).isEmpty()
        ? new Malformed("expected the id of an event and an array")
        : new SocketPacket.Ack(namespace, id);
  }

  private static SocketPacket binary(
      String namespace, @Nullable Long parts, @Nullable Long id, String payload, boolean isEvent) {
    if (parts == null || parts > Integer.MAX_VALUE || Json.array(payload).isEmpty()) {
      return new Malformed("expected a number of binary parts and an array");
    }
    return new SocketPacket.Binary(namespace, parts.intValue(), id, isEvent);
  }

  // What the server says

  /** The client is in. */
  public static byte[] connected(String sid) {
    return new JsonBytes(64).ascii("40{\"sid\":").string(sid).ascii("}").toByteArray();
  }

  /** The client is not let into a namespace. */
  public static byte[] connectError(String namespace, String code, String message) {
    var json = new JsonBytes(160).ascii("44");
    if (!namespace.equals(SocketPacket.MAIN)) {
      json.raw(namespace).ascii(",");
    }
    return json.ascii("{\"message\":")
        .string(message)
        .ascii(",\"data\":{\"code\":")
        .string(code)
        .ascii("}}")
        .toByteArray();
  }

  /** The server ends the connection, and the client is not to come back by itself. */
  public static byte[] disconnect() {
    return DISCONNECT.clone();
  }

  /**
   * An event with one argument.
   *
   * @param id under which the client is asked to acknowledge, or null
   * @param json the argument
   */
  public static byte[] event(@Nullable Long id, String name, String json) {
    var packet = new JsonBytes(json.length() + name.length() + 32).ascii("42");
    if (id != null) {
      packet.number(id);
    }
    return packet.ascii("[").string(name).ascii(",").raw(json).ascii("]").toByteArray();
  }

  /**
   * Acknowledges an event of the client.
   *
   * @param json the one argument
   */
  public static byte[] ack(long id, String json) {
    return new JsonBytes(json.length() + 32)
        .ascii("43")
        .number(id)
        .ascii("[")
        .raw(json)
        .ascii("]")
        .toByteArray();
  }
}
