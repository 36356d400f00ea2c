package dev.parley.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection signs in as.
 *
 * @param id a legal channel name
 * @param userInfo what presence channels show of the user; null for nothing
 * @param watchlist ids of up to 100 users whose coming and going the user hears of
 */
public record RealtimeUser(String id, @Nullable Map<String, ?> userInfo, List<String> watchlist) {
  private static final int MOST_WATCHED = 100;

  /** Copies the watchlist. */
  public RealtimeUser {
    watchlist = List.copyOf(watchlist);
  }

  /** A user of whom only the id is known. */
  public static RealtimeUser of(String id) {
    return new RealtimeUser(id, null, List.of());
  }

  PresenceMember member() {
    return new PresenceMember(id, userInfo);
  }

  String text() {
    ChannelNames.checkUser("id", id);
    if (watchlist.size() > MOST_WATCHED) {
      throw new RealtimeException.IllegalArgument("watchlist", "at most " + MOST_WATCHED + " ids");
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", id);
    if (userInfo != null) {
      fields.put("user_info", userInfo);
    }
    if (!watchlist.isEmpty()) {
      fields.put("watchlist", watchlist);
    }
    return RealtimeAuth.text("userInfo", fields);
  }
}
