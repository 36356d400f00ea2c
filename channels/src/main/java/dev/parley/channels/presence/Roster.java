package dev.parley.channels.presence;

import dev.parley.channels.protocol.JsonBytes;
import dev.parley.channels.protocol.Member;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of one presence channel with the number of connections each has on it. Not
 * thread-safe; guarded by its channel's lock.
 */
public final class Roster {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Member member, int connections) {}

  public boolean holds(String userId) {
    return entries.containsKey(userId);
  }

  public int size() {
    return entries.size();
  }

  public Collection<String> userIds() {
    return Collections.unmodifiableCollection(entries.keySet());
  }

  /**
   * Adds a connection of the member; newer info replaces older.
   *
   * @return whether the member was not here before
   */
  public boolean join(Member member) {
    Entry before = entries.get(member.userId());
    entries.put(member.userId(), new Entry(member, before == null ? 1 : before.connections + 1));
    return before == null;
  }

  /**
   * Takes a connection of the user away.
   *
   * @return whether it was the last one
   */
  public boolean leave(String userId) {
    Entry before = entries.get(userId);
    if (before == null) {
      return false;
    }
    if (before.connections > 1) {
      entries.put(userId, new Entry(before.member, before.connections - 1));
      return false;
    }
    entries.remove(userId);
    return true;
  }

  /** What a joiner is told: {@code {"presence":{"count":…,"ids":[…],"hash":{…}}}}. */
  public String toJson() {
    var json = new JsonBytes(64 + entries.size() * 64).ascii("{\"presence\":{\"count\":");
    json.number(entries.size()).ascii(",\"ids\":[");
    String comma = "";
    for (String id : entries.keySet()) {
      json.ascii(comma).string(id);
      comma = ",";
    }
    json.ascii("],\"hash\":{");
    comma = "";
    for (Entry entry : entries.values()) {
      json.ascii(comma).string(entry.member.userId()).ascii(":").raw(entry.member.info());
      comma = ",";
    }
    return json.ascii("}}}").toString();
  }
}
