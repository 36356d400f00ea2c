package dev.parley.channels.headcount;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The visitors of one app's site on this node. A session counts once on the site and once on each
 * page that it has open. Exact at every moment; what is told of it is at most {@link #due} behind.
 * Memory is bounded by the number of connections. Thread-safe.
 */
public final class HeadCount {
  /** The public cache channel with the count of the site; those of pages follow after a dash. */
  public static final String CHANNEL = "cache-headcount";

  /** The event on these channels. */
  public static final String EVENT = "headcount";

  /** The highest tenth of a page that a reader can have reached. */
  public static final int LAST_DECILE = Audience.DECILES - 1;

  private final Map<String, Visitor> visitors = new HashMap<>();
  private final Map<String, Integer> addresses = new HashMap<>();
  private final Map<String, Audience> rooms = new HashMap<>();
  private final Set<Audience> changed = new LinkedHashSet<>();
  private final Audience site;
  private long refreshedAt;

  public HeadCount(long nowNanos) {
    this.site = new Audience(null, nowNanos);
    this.refreshedAt = nowNanos;
  }

  /**
   * Something to tell.
   *
   * @param data JSON
   */
  public record Count(String channel, String data) {}

  /** The channel with the count of a page. */
  public static String channelOf(String room) {
    return CHANNEL + "-" + room;
  }

  /**
   * A tab opens a page, goes over to another, or gets further in it.
   *
   * @param before its place until now; null at first
   * @param decile 0 to {@link #LAST_DECILE}: the furthest tenth of the page that was seen
   * @param most sessions of one address
   * @return its place from now on; null if its address has as many sessions as it may, and then its
   *     place is what it was
   */
  public synchronized @Nullable Visit enter(
      @Nullable Visit before,
      String session,
      String room,
      int decile,
      String address,
      long most,
      long nowNanos) {
    if (before != null && before.isOf(session, room)) {
      if (before.room.reach(before.visitor, decile)) {
        changed.add(before.room);
      }
      return before;
    }
    Visitor visitor = visitors.get(session);
    if (visitor == null) {
      if (addresses.getOrDefault(address, 0) >= most) {
        return null;
      }
      visitor = new Visitor(session, address);
      visitors.put(session, visitor);
      addresses.merge(address, 1, Integer::sum);
    }
    Audience page = rooms.computeIfAbsent(room, name -> new Audience(name, nowNanos));
    site.enter(visitor, 0);
    page.enter(visitor, decile);
    changed.add(site);
    changed.add(page);
    if (before != null) {
      leave(before); // behind it, so that who only turns a page never leaves the site
    }
    return new Visit(visitor, page);
  }

  /** A tab closes. */
  public synchronized void leave(Visit visit) {
    visit.room.leave(visit.visitor);
    site.leave(visit.visitor);
    changed.add(site);
    changed.add(visit.room);
    if (!site.has(visit.visitor)) {
      visitors.remove(visit.visitor.session);
      addresses.computeIfPresent(
          visit.visitor.address, (_, sessions) -> sessions == 1 ? null : sessions - 1);
    }
  }

  /**
   * What has changed enough to be told, or was told so long ago that it might be forgotten. Call it
   * at most as often as subscribers may be told.
   *
   * @param ageNanos after which a count is told again though it is the same
   */
  public synchronized List<Count> due(long nowNanos, long ageNanos) {
    if (nowNanos - refreshedAt >= ageNanos / 2) {
      refreshedAt = nowNanos;
      rooms.values().stream().filter(one -> one.isOld(nowNanos, ageNanos)).forEach(changed::add);
      if (!site.isEmpty() && site.isOld(nowNanos, ageNanos)) {
        changed.add(site);
      }
    }
    var counts = new ArrayList<Count>();
    for (Audience audience : List.copyOf(changed)) {
      if (audience.isDue(nowNanos) || audience.isOld(nowNanos, ageNanos)) {
        changed.remove(audience);
        String text = audience.tell(nowNanos, ageNanos);
        if (text != null) {
          counts.add(new Count(audience.channel, text));
        }
        forgetIfEmpty(audience);
      }
    }
    return counts;
  }

  private void forgetIfEmpty(Audience audience) {
    if (audience != site && audience.isEmpty()) {
      rooms.remove(audience.room);
    }
  }

  /** Sessions on the site. */
  public synchronized int sessions() {
    return visitors.size();
  }
}
