package dev.parley.server.config;

import java.util.Locale;

/** The names under which a machine addresses itself. Pure text: nothing is resolved. */
public final class Loopback {
  private Loopback() {}

  /**
   * Whether a host names this machine itself.
   *
   * @param host a name or address without a port; IPv6 with or without brackets
   */
  public static boolean isLoopback(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    return plain.equals("localhost")
        || plain.endsWith(".localhost")
        || plain.equals("::1")
        || plain.equals("[::1]")
        || plain.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * A name under which this machine reaches what listens there.
   *
   * @param listening an address, or one that means all of them
   * @return IPv6 in brackets
   */
  public static String reachable(String listening) {
    return switch (listening) {
      case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
      default ->
          listening.contains(":") && !listening.startsWith("[") ? "[" + listening + "]" : listening;
    };
  }
}
