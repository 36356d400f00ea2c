package dev.parley.channels.api;

import dev.parley.channels.hub.Occupancy.Counts;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.JsonBytes;
import dev.parley.channels.protocol.Quote;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code info} parameter: which attributes of a channel the caller wants. */
final class Attributes {
  static final String USER_COUNT = "user_count";
  static final String SUBSCRIPTION_COUNT = "subscription_count";
  static final String CACHE = "cache";
  static final Set<String> PUBLISH = Set.of(USER_COUNT, SUBSCRIPTION_COUNT);
  static final Set<String> CHANNEL = Set.of(USER_COUNT, SUBSCRIPTION_COUNT, CACHE);

  private Attributes() {}

  /** The attributes, in order; empty for a missing or empty parameter. */
  static Set<String> parse(@Nullable String text, Set<String> known) throws ApiException {
    var wanted = new LinkedHashSet<String>();
    if (text == null || text.isEmpty()) {
      return wanted;
    }
    for (String part : text.split(",", -1)) {
      String attribute = part.strip();
      if (!known.contains(attribute)) {
        throw ApiException.badRequest(
            "info should be a comma separated list of attributes out of %s, got '%s'"
                .formatted(String.join(", ", known.stream().sorted().toList()), Quote.brief(text)));
      }
      wanted.add(attribute);
    }
    return wanted;
  }

  /** The counts asked for, as members of an object; those that do not apply are left out. */
  static void write(
      JsonBytes json, Set<String> wanted, ChannelName channel, Counts counts, boolean comma) {
    boolean more = comma;
    if (wanted.contains(USER_COUNT) && channel.kind().isPresence()) {
      json.ascii(more ? "," : "").ascii("\"user_count\":").number(counts.users());
      more = true;
    }
    if (wanted.contains(SUBSCRIPTION_COUNT)) {
      json.ascii(more ? "," : "").ascii("\"subscription_count\":").number(counts.subscriptions());
    }
  }
}
