package dev.parley.server.edge;

import dev.parley.server.config.TrustedProxies;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request came from, as trusted proxies tell it by {@code Forwarded} (RFC 7239) or, without
 * that, {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. Each proxy adds its peer at the end,
 * so the list is read backwards for as long as the one who wrote an entry is trusted.
 *
 * @param client address of the client, without a port; {@code unix} for a peer on that socket
 * @param https whether the client's own connection is encrypted, as far as headers say
 */
public record Forwarded(String client, boolean https) {
  private static final int MOST_HOPS = 32;

  private record Hop(@Nullable String client, @Nullable String proto) {}

  /**
   * Reads a request's headers.
   *
   * @param peer the other end of the socket
   * @param header all values of a header, joined by commas, or null
   */
  public static Forwarded of(
      TrustedProxies trusted, SocketAddress peer, Function<String, @Nullable String> header) {
    String client = peer instanceof InetSocketAddress inet ? inet.getHostString() : "unix";
    if (!isTrusted(trusted, peer)) {
      return new Forwarded(client, false);
    }
    boolean https = false;
    for (Hop hop : hops(header).reversed()) {
      https = "https".equals(hop.proto);
      InetAddress from = address(hop.client);
      if (from == null) {
        break; // what an unknown or hidden peer wrote before cannot be believed
      }
      client = from.getHostAddress();
      if (!trusted.contains(from)) {
        break;
      }
    }
    return new Forwarded(client, https);
  }

  /** Whether headers of this peer are believed. */
  public static boolean isTrusted(TrustedProxies trusted, @Nullable SocketAddress peer) {
    return switch (peer) {
      case InetSocketAddress inet when inet.getAddress() != null ->
          trusted.contains(inet.getAddress());
      case DomainSocketAddress _ -> trusted.unix();
      case null, default -> false;
    };
  }

  /** A header that was sent several times as one, or null if it was not sent. */
  public static @Nullable String joined(List<String> values) {
    return values.isEmpty() ? null : String.join(",", values);
  }

  private static List<Hop> hops(Function<String, @Nullable String> header) {
    String standard = header.apply("Forwarded");
    if (standard != null) {
      return split(standard).stream().map(Forwarded::hop).toList();
    }
    List<String> clients = split(header.apply("X-Forwarded-For"));
    List<String> protos = split(header.apply("X-Forwarded-Proto"));
    if (clients.isEmpty() && protos.isEmpty()) {
      return List.of();
    }
    var hops = new ArrayList<Hop>();
    for (int i = 0; i < Math.max(1, clients.size()); i++) {
      // many proxies set the scheme once and do not add to it
      int at = protos.size() == clients.size() ? i : protos.size() - 1;
      hops.add(
          new Hop(
              i < clients.size() ? clients.get(i) : null,
              at < 0 ? null : protos.get(at).toLowerCase(Locale.ROOT)));
    }
    return hops;
  }

  /** One element of {@code Forwarded}: {@code for=1.2.3.4;proto=https;by=...}. */
  private static Hop hop(String element) {
    String client = null;
    String proto = null;
    for (String pair : element.split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      String value = parts.length < 2 ? "" : parts[1].strip().replaceAll("^\"|\"$", "");
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "for" -> client = value;
        case "proto" -> proto = value.toLowerCase(Locale.ROOT);
        default -> {} // "by" and "host" change nothing here
      }
    }
    return new Hop(client, proto);
  }

  /** The last entries; a longer list is a client's attempt to be a burden. */
  private static List<String> split(@Nullable String list) {
    if (list == null || list.isBlank()) {
      return List.of();
    }
    List<String> parts = List.of(list.split(",", -1)).stream().map(String::strip).toList();
    return parts.subList(Math.max(0, parts.size() - MOST_HOPS), parts.size());
  }

  /** {@code 1.2.3.4}, {@code 1.2.3.4:56}, {@code ::1}, {@code [::1]}, {@code [::1]:56}, or null. */
  private static @Nullable InetAddress address(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = text;
    if (plain.startsWith("[")) {
      plain = plain.substring(1, Math.max(1, plain.indexOf(']')));
    } else if (plain.indexOf(':') == plain.lastIndexOf(':')) {
      plain = plain.split(":", -1)[0];
    }
    try {
      return InetAddress.ofLiteral(plain);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
