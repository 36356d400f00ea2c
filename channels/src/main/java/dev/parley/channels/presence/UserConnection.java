package dev.parley.channels.presence;

import java.util.List;

/** A signed-in connection, as presence sees it. Methods may be called from any thread. */
public interface UserConnection {
  /** Reports who of the watched is online or offline; calls keep their order. */
  void watched(List<String> online, List<String> offline);

  /** Ends the connection, since its user is to be signed out. */
  void terminate();
}
