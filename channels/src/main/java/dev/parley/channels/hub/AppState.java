package dev.parley.channels.hub;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Limit;
import dev.parley.channels.headcount.HeadCount;
import dev.parley.channels.metrics.AppMeters;
import dev.parley.channels.metrics.AppStats;
import dev.parley.channels.presence.OnlineUsers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a node holds for one app. Thread-safe. */
public final class AppState {
  private final String id;
  private final OnlineUsers users;
  private final Revocations revocations;
  private final AppMeters meters = new AppMeters();
  private final ConcurrentMap<String, ChannelState> channels = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Set<Connection>> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger counted = new AtomicInteger();
  private final SharedRate connectionRate;
  private final SharedRate eventRate;
  private final long begunAt;
  private volatile App app;
  private volatile @Nullable HeadCount headCount;

  AppState(App app, OnlineUsers users, Revocations revocations, long nowNanos) {
    this.id = app.id();
    this.app = app;
    this.users = users;
    this.revocations = revocations;
    this.connectionRate = new SharedRate(nowNanos);
    this.eventRate = new SharedRate(nowNanos);
    this.begunAt = nowNanos;
  }

  public String id() {
    return id;
  }

  /** The app as its source last gave it. */
  public App app() {
    return app;
  }

  @SuppressWarnings("ReferenceEquality") // sources give the same instance until it changes
  void refresh(App current) {
    if (app != current) {
      app = current;
    }
  }

  public long limit(Limit limit) {
    return app.options().limits().get(limit);
  }

  public AppMeters meters() {
    return meters;
  }

  public OnlineUsers users() {
    return users;
  }

  /** Who is on the app's site; null if nobody ever wanted to be counted. */
  public @Nullable HeadCount headCountIfAny() {
    return headCount;
  }

  synchronized HeadCount headCount() {
    HeadCount counts = headCount;
    if (counts == null) {
      counts = new HeadCount(begunAt);
      headCount = counts;
    }
    return counts;
  }

  Revocations revocations() {
    return revocations;
  }

  public AppStats stats() {
    return meters.stats(id, channels.size());
  }

  ConcurrentMap<String, ChannelState> channels() {
    return channels;
  }

  @Nullable ChannelState channel(String name) {
    return channels.get(name);
  }

  /** Takes one from the app's rate of new connections; 0, or the nanoseconds to wait. */
  long takeConnection(long nowNanos) {
    return connectionRate.take(1, limit(Limit.CONNECTIONS_PER_SECOND), nowNanos);
  }

  /** Takes from the app's rate of published events; 0, or the nanoseconds to wait. */
  public long takeEvents(int count, long nowNanos) {
    return eventRate.take(count, limit(Limit.API_EVENTS_PER_SECOND), nowNanos);
  }

  /** Takes a place under the connection quota, if one is left. */
  boolean takePlace() {
    long quota = limit(Limit.CONNECTIONS_PER_APP);
    while (true) {
      int now = counted.get();
      if (now >= quota) {
        return false;
      }
      if (counted.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  void givePlaceBack() {
    counted.decrementAndGet();
  }

  void addToSession(String session, Connection connection) {
    sessions.compute(
        session,
        (_, set) -> {
          Set<Connection> members = set == null ? ConcurrentHashMap.newKeySet(2) : set;
          members.add(connection);
          return members;
        });
  }

  void removeFromSession(String session, Connection connection) {
    sessions.computeIfPresent(
        session,
        (_, set) -> {
          set.remove(connection);
          return set.isEmpty() ? null : set;
        });
  }

  Set<Connection> connectionsOfSession(String session) {
    return sessions.getOrDefault(session, Set.of());
  }
}
