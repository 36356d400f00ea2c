package dev.parley.channels.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The signed-in users of one app and who watches whom (section 3.6). Thread-safe: one lock for all,
 * held for a few map operations, under which watchers are told, so that they hear changes in order.
 *
 * <p>A user is online while at least one connection is signed in, and for a short grace after the
 * last one left, so that a reload is not reported.
 */
public final class OnlineUsers {
  private final ScheduledExecutorService timer;
  private final long graceMillis;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, Set<UserConnection>> watchers = new HashMap<>();

  private static final class User {
    final List<UserConnection> connections = new ArrayList<>(1);
    // Counts the times the user was left without connections, so that an old timer knows itself.
    int departures;
  }

  public OnlineUsers(ScheduledExecutorService timer, long graceMillis) {
    this.timer = timer;
    this.graceMillis = graceMillis;
  }

  /** Adds a connection of the user. */
  public synchronized void signIn(UserConnection connection, String userId) {
    User user = users.get(userId);
    if (user == null) {
      user = new User();
      users.put(userId, user);
      tellWatchers(userId, true);
    }
    user.connections.add(connection);
  }

  /** Begins watching: the connection hears the state of all ids now, and every change after. */
  public synchronized void watch(UserConnection connection, Set<String> ids) {
    var online = new ArrayList<String>();
    var offline = new ArrayList<String>();
    for (String id : ids) {
      (users.containsKey(id) ? online : offline).add(id);
      watchers.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(connection);
    }
    if (!ids.isEmpty()) {
      connection.watched(online, offline);
    }
  }

  /** Takes a connection away, with everything it watched. */
  public synchronized void signOut(UserConnection connection, String userId, Set<String> watched) {
    for (String id : watched) {
      Set<UserConnection> set = watchers.get(id);
      if (set != null && set.remove(connection) && set.isEmpty()) {
        watchers.remove(id);
      }
    }
    User user = users.get(userId);
    if (user == null || !user.connections.remove(connection) || !user.connections.isEmpty()) {
      return;
    }
    int departure = ++user.departures;
    if (graceMillis == 0) {
      depart(userId, departure);
    } else {
      timer.schedule(() -> depart(userId, departure), graceMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** The user's connections on this node at this moment. */
  public synchronized List<UserConnection> connectionsOf(String userId) {
    User user = users.get(userId);
    return user == null ? List.of() : List.copyOf(user.connections);
  }

  private synchronized void depart(String userId, int departure) {
    User user = users.get(userId);
    if (user != null && user.connections.isEmpty() && user.departures == departure) {
      users.remove(userId);
      tellWatchers(userId, false);
    }
  }

  private void tellWatchers(String userId, boolean online) {
    List<String> changed = List.of(userId);
    for (UserConnection watcher : watchers.getOrDefault(userId, Set.of())) {
      watcher.watched(online ? changed : List.of(), online ? List.of() : changed);
    }
  }
}
