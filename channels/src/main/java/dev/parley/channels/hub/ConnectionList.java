package dev.parley.channels.hub;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one loop, at the cost of one number in each. Owned by its loop; the size
 * may be read by anyone.
 */
final class ConnectionList {
  private @Nullable Connection[] connections = new @Nullable Connection[16];
  private volatile int size;

  int size() {
    return size;
  }

  void add(Connection connection) {
    int last = size;
    if (last == connections.length) {
      connections = Arrays.copyOf(connections, last * 2);
    }
    connections[last] = connection;
    connection.setPlace(last);
    size = last + 1;
  }

  void remove(Connection connection) {
    int place = connection.place();
    if (place < 0) {
      return;
    }
    int last = size - 1;
    Connection moved = connections[last];
    connections[place] = moved;
    if (moved != null) {
      moved.setPlace(place);
    }
    connections[last] = null;
    connection.setPlace(-1);
    size = last;
  }

  /** The connections at this moment, for visits that may change the list. */
  List<Connection> copy() {
    return Arrays.stream(connections, 0, size).map(java.util.Objects::requireNonNull).toList();
  }
}
