package dev.parley.client;

import java.util.Map;
import java.util.Set;

/** The settings as the variables of an environment name them. */
final class Variables {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Variables() {}

  /** What the variables say, over the defaults; an empty one says nothing. */
  static RealtimeSettings.Builder read(Map<String, String> variables) {
    RealtimeSettings.Builder builder =
        RealtimeSettings.builder()
            .appId(needed(variables, "PUSHER_APP_ID"))
            .key(needed(variables, "PUSHER_KEY"))
            .secret(needed(variables, "PUSHER_SECRET"))
            .cluster(variables.getOrDefault("PUSHER_CLUSTER", ""))
            .host(variables.getOrDefault("PUSHER_HOST", ""));
    String scheme = variables.getOrDefault("PUSHER_SCHEME", "");
    if (!scheme.isEmpty()) {
      if (!SCHEMES.contains(scheme)) {
        throw new RealtimeException.IllegalArgument("PUSHER_SCHEME", "http or https");
      }
      builder.scheme(scheme);
    }
    String port = variables.getOrDefault("PUSHER_PORT", "");
    return port.isEmpty() ? builder : builder.port(port(port));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RealtimeException.IllegalArgument("PUSHER_PORT", "a number from 1 to 65535");
    }
  }

  private static String needed(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new RealtimeException.IllegalArgument(name, "is missing in the environment");
    }
    return value;
  }
}
