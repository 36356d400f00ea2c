package dev.parley.channels.app;

import java.util.List;

/**
 * Which events clients may send each other, where {@link Feature#CLIENT_EVENTS} is on.
 *
 * @param names the only ones allowed, each beginning with {@code client-}; empty allows all
 * @param channelPrefixes of the only channels they are allowed on; empty allows all
 */
public record ClientEventRules(List<String> names, List<String> channelPrefixes) {
  public static final ClientEventRules ALL = new ClientEventRules(List.of(), List.of());

  private static final int MOST = 50;
  private static final int LONGEST = 200;

  public ClientEventRules {
    names = List.copyOf(names);
    channelPrefixes = List.copyOf(channelPrefixes);
    check("client-event-names", names, "client-");
    check("client-event-channels", channelPrefixes, "");
  }

  private static void check(String setting, List<String> texts, String beginning) {
    if (texts.size() > MOST) {
      throw new IllegalArgumentException(
          "%s: expected at most %d, got %d".formatted(setting, MOST, texts.size()));
    }
    for (String text : texts) {
      if (text.isEmpty() || text.length() > LONGEST || !text.startsWith(beginning)) {
        throw new IllegalArgumentException(
            "%s: expected 1..%d characters%s"
                .formatted(
                    setting, LONGEST, beginning.isEmpty() ? "" : " beginning with " + beginning));
      }
    }
  }

  public boolean allowsName(String event) {
    return names.isEmpty() || names.contains(event);
  }

  public boolean allowsChannel(String channel) {
    return channelPrefixes.isEmpty() || channelPrefixes.stream().anyMatch(channel::startsWith);
  }
}
