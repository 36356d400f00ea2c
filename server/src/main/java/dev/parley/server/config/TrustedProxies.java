package dev.parley.server.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The peers whose word about whom they speak for is believed. Immutable.
 *
 * @param unix whether a peer on the Unix-domain socket is one
 */
public record TrustedProxies(List<Range> ranges, boolean unix) {
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), false);
  private static final String UNIX = "unix";

  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /**
   * From texts like {@code 10.0.0.0/8}, {@code ::1} and {@code unix}. Nothing is resolved.
   *
   * @throws IllegalArgumentException if one is none of these
   */
  public static TrustedProxies of(List<String> texts) {
    var ranges = new ArrayList<Range>();
    for (String text : texts) {
      if (!text.equals(UNIX)) {
        ranges.add(Range.of(text));
      }
    }
    return new TrustedProxies(ranges, texts.contains(UNIX));
  }

  /** Whether nobody is believed. */
  public boolean isEmpty() {
    return ranges.isEmpty() && !unix;
  }

  /** Whether a peer at this address is one. */
  public boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /**
   * Addresses that share their first bits.
   *
   * @param bits 0..32 or 0..128, by the kind of address
   */
  public record Range(InetAddress address, int bits) {
    private static Range of(String text) {
      String[] parts = text.split("/", 2);
      if (!parts[0].matches("\\d+(\\.\\d+){3}|.*:.*")) {
        throw new IllegalArgumentException(
            "expected four numbers, or IPv6"); // not 10.1 for 10.0.0.1
      }
      InetAddress address = InetAddress.ofLiteral(parts[0]);
      int longest = address.getAddress().length * 8;
      int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > longest) {
        throw new IllegalArgumentException("expected 0.." + longest + " bits");
      }
      return new Range(address, bits);
    }

    boolean contains(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += 8) {
        int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
        if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
