package dev.parley.socketio.packet;

import dev.parley.channels.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One packet of a client. */
public sealed interface SocketPacket {
  /** The namespace that needs no name. */
  String MAIN = "/";

  String namespace();

  /**
   * Wants to join a namespace.
   *
   * @param auth a JSON object, or null
   */
  record Connect(String namespace, @Nullable String auth) implements SocketPacket {}

  /** Leaves a namespace. */
  record Disconnect(String namespace) implements SocketPacket {}

  /**
   * Something happened at the client.
   *
   * @param id under which an acknowledgement is asked for, or null
   * @param arguments what follows the name
   */
  record Event(String namespace, @Nullable Long id, String name, List<Json.Value> arguments)
      implements SocketPacket {}

  /** Acknowledges an event of the server. */
  record Ack(String namespace, long id) implements SocketPacket {}

  /**
   * An event or an acknowledgement with binary parts, which come behind it.
   *
   * @param parts how many
   * @param id of an event that asks for an acknowledgement, or null
   * @param isEvent whether it is an event
   */
  record Binary(String namespace, int parts, @Nullable Long id, boolean isEvent)
      implements SocketPacket {}

  /** No packet that a client may send. */
  record Malformed(String reason) implements SocketPacket {
    @Override
    public String namespace() {
      return MAIN;
    }
  }
}
