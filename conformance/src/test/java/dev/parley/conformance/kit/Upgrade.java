package dev.parley.conformance.kit;

import java.util.List;

/** The HTTP answer to a handshake, or to any request sent on a raw socket. */
public record Upgrade(int status, List<Header> headers) {
  /** One header line, as sent. */
  public record Header(String name, String value) {}

  public List<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }
}
