package dev.parley.server.realtime;

import dev.parley.messenger.Bound;
import dev.parley.messenger.presence.Presence;
import dev.parley.server.view.PresenceView;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who watches whom, and what each watcher was told. A screen says which people it shows and hears
 * of their changes, together once a second, until it says otherwise or its user goes. Thread-safe:
 * one lock, never held during a read of the store.
 */
@Singleton
final class PresenceBoard {
  private final Presence presence;
  private final LiveUsers users;
  private final LivePublisher publisher;
  private final InstantSource clock;

  // guarded by this
  private final Map<Long, Map<Long, Set<Long>>> watched = new HashMap<>(); // user, session, ids
  private final Map<Long, Set<Long>> watchers = new HashMap<>();
  private final Map<Long, Boolean> told = new HashMap<>();
  private final Map<Long, Long> offlineSince = new HashMap<>();
  private final Set<Long> moved = new HashSet<>();
  private Set<Long> elsewhere = Set.of();
  private long reconsidered;

  PresenceBoard(Presence presence, LiveUsers users, LivePublisher publisher, InstantSource clock) {
    this.presence = presence;
    this.users = users;
    this.publisher = publisher;
    this.clock = clock;
    users.onChange(this::moved);
  }

  private synchronized void moved(long userId) {
    moved.add(userId);
    if (!users.isConnected(userId)) {
      forget(userId);
    }
  }

  /**
   * Who of these is online now; changes are pushed from now on, in place of what this session
   * watched before. Blocks for a read.
   */
  PresenceView watch(long userId, long sessionId, Collection<Long> ids) {
    long before = reconsidered();
    PresenceView shown = watch(userId, sessionId, ids, presence.view(userId, ids));
    if (reconsidered() != before) { // somebody hid meanwhile, perhaps one of these
      Set<Long> visible = presence.visible(userId, ids);
      ids.stream().filter(id -> !visible.contains(id)).forEach(id -> hide(userId, id));
    }
    return shown;
  }

  private synchronized long reconsidered() {
    return reconsidered;
  }

  private PresenceView watch(
      long userId, long sessionId, Collection<Long> ids, Presence.View view) {
    synchronized (this) {
      if (users.isConnected(userId)) {
        put(userId, sessionId, view.lastSeen().keySet());
      }
      var shown = new ArrayList<PresenceView.User>();
      for (long id : ids) {
        boolean visible = view.isVisible(id);
        boolean online = visible && (users.isConnected(id) || view.elsewhere().contains(id));
        if (visible && watchers.containsKey(id)) {
          told.putIfAbsent(id, online);
        }
        @Nullable Long seen = visible ? view.lastSeen().get(id) : null;
        shown.add(PresenceView.User.of(id, online, seen));
      }
      return new PresenceView(shown);
    }
  }

  private void put(long userId, long sessionId, Set<Long> ids) {
    Map<Long, Set<Long>> sessions = watched.computeIfAbsent(userId, _ -> new HashMap<>());
    Set<Long> before = sessions.put(sessionId, Set.copyOf(ids));
    if (before != null) {
      before.forEach(id -> unlink(userId, id));
    }
    ids.forEach(id -> watchers.computeIfAbsent(id, _ -> new HashSet<>()).add(userId));
  }

  private void forget(long userId) {
    Map<Long, Set<Long>> sessions = watched.remove(userId);
    if (sessions != null) {
      sessions.values().forEach(ids -> ids.forEach(id -> unlink(userId, id)));
    }
  }

  private void unlink(long userId, long id) {
    boolean still =
        watched.getOrDefault(userId, Map.of()).values().stream().anyMatch(ids -> ids.contains(id));
    Set<Long> set = watchers.get(id);
    if (!still && set != null && set.remove(userId) && set.isEmpty()) {
      watchers.remove(id);
      told.remove(id);
    }
  }

  /** Two users see each other no more, or again: screens ask anew; until then neither is there. */
  void changedBetween(long one, long other) {
    hide(one, other);
    hide(other, one);
  }

  /** Somebody shows presence to others than before, and so sees that of others. Blocks. */
  void reconsider(long userId) {
    Set<Long> others;
    synchronized (this) {
      reconsidered++;
      others = everybodyAbout(userId);
    }
    hideUnlessVisible(userId, others);
  }

  /** What two see of each other may have changed. Blocks. */
  void reconsider(long userId, Collection<Long> others) {
    synchronized (this) {
      reconsidered++;
    }
    hideUnlessVisible(userId, others);
  }

  private void hideUnlessVisible(long userId, Collection<Long> others) {
    Set<Long> watchers = presence.watchers(userId, others);
    Set<Long> visible = presence.visible(userId, others);
    for (long other : others) {
      if (!watchers.contains(other)) {
        hide(other, userId);
      }
      if (!visible.contains(other)) {
        hide(userId, other);
      }
    }
  }

  /** Who watches somebody, and whom that one watches. */
  private Set<Long> everybodyAbout(long userId) {
    var all = new HashSet<>(watchers.getOrDefault(userId, Set.of()));
    watched.getOrDefault(userId, Map.of()).values().forEach(all::addAll);
    all.remove(userId);
    return all;
  }

  private void hide(long watcher, long id) {
    synchronized (this) {
      Map<Long, Set<Long>> sessions = watched.getOrDefault(watcher, Map.of());
      if (sessions.values().stream().noneMatch(ids -> ids.contains(id))) {
        return;
      }
      sessions.replaceAll((_, ids) -> {
        var left = new HashSet<>(ids);
        left.remove(id);
        return left;
      });
      unlink(watcher, id);
    }
    publisher.publish(
        LiveChannel.user(watcher),
        LiveEvent.PRESENCE_UPDATE,
        new PresenceView(List.of(PresenceView.User.of(id, false, null))));
  }

  /** Writes who came and went, and tells watchers; call once a second, by one thread. */
  void tick() {
    writeMoved();
    Set<Long> asked = asked();
    Set<Long> remote =
        !asked.isEmpty() && presence.hasOtherNodes() ? presence.elsewhere(asked) : Set.of();
    changes(remote)
        .forEach((watcher, changed) ->
            publisher.publish(
                LiveChannel.user(watcher), LiveEvent.PRESENCE_UPDATE, new PresenceView(changed)));
  }

  private void writeMoved() {
    var came = new TreeSet<Long>();
    var went = new TreeSet<Long>();
    synchronized (this) {
      moved.forEach(id -> (users.isConnected(id) ? came : went).add(id));
      moved.clear();
    }
    try {
      presence.moved(came, went);
    } catch (RuntimeException e) {
      synchronized (this) {
        moved.addAll(came);
        moved.addAll(went);
      }
      throw e;
    }
  }

  private synchronized Set<Long> asked() {
    return Set.copyOf(watchers.keySet());
  }

  private synchronized Map<Long, List<PresenceView.User>> changes(Set<Long> remote) {
    elsewhere = remote;
    long now = clock.millis();
    var changes = new HashMap<Long, List<PresenceView.User>>();
    watchers.forEach((id, readers) -> {
      boolean online = isOnline(id, now);
      Boolean before = told.put(id, online);
      if (before != null && before != online) {
        var view = PresenceView.User.of(id, online, now);
        readers.forEach(
            reader -> changes.computeIfAbsent(reader, _ -> new ArrayList<>()).add(view));
      }
    });
    offlineSince.keySet().retainAll(watchers.keySet());
    return changes;
  }

  /** Somebody who reloads a page is back before this says that they went. */
  private boolean isOnline(long id, long now) {
    if (users.isConnected(id) || elsewhere.contains(id)) {
      offlineSince.remove(id);
      return true;
    }
    long since = offlineSince.computeIfAbsent(id, _ -> now);
    return told.getOrDefault(id, false) && now - since < Bound.OFFLINE_MILLIS.value();
  }
}
