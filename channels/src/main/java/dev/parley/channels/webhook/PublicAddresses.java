package dev.parley.channels.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet. What carries an IPv4 address inside is judged by
 * it; of IPv6 only what is assigned for global use counts.
 */
final class PublicAddresses {
  /** Not public, from the registries of special-purpose addresses. */
  private static final List<Block> SPECIAL_4 =
      List.of(
          Block.of("0.0.0.0", 8), // this network
          Block.of("10.0.0.0", 8), // private
          Block.of("100.64.0.0", 10), // carriers' own
          Block.of("127.0.0.0", 8), // loopback
          Block.of("168.63.129.16", 32), // a cloud's host service
          Block.of("169.254.0.0", 16), // link, and clouds' metadata
          Block.of("172.16.0.0", 12), // private
          Block.of("192.0.0.0", 24), // protocol assignments
          Block.of("192.0.2.0", 24), // documentation
          Block.of("192.88.99.0", 24), // old relays
          Block.of("192.168.0.0", 16), // private
          Block.of("198.18.0.0", 15), // benchmarks
          Block.of("198.51.100.0", 24), // documentation
          Block.of("203.0.113.0", 24), // documentation
          Block.of("224.0.0.0", 3)); // multicast, reserved, broadcast

  private static final List<Block> SPECIAL_6 =
      List.of(
          Block.of("2001::", 23), // protocol assignments and tunnels
          Block.of("2001:db8::", 32), // documentation
          Block.of("2002::", 16), // tunnels into any IPv4 network
          Block.of("3fff::", 20)); // documentation

  private static final Block GLOBAL_6 = Block.of("2000::", 3);

  /** Translation of IPv4, whose address stands in the last four bytes. */
  private static final Block TRANSLATED = Block.of("64:ff9b::", 96);

  private PublicAddresses() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] network, int bits) {
    /** From literals only, so nothing is resolved. */
    static Block of(String literal, int bits) {
      return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
    }

    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
        return false;
      }
      int mask = (0xff00 >> (bits % 8)) & 0xff;
      return mask == 0 || ((address[whole] ^ network[whole]) & mask) == 0;
    }
  }

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address six) {
      if (six.isIPv4CompatibleAddress() || isMapped(bytes) || TRANSLATED.holds(bytes)) {
        return contain(lastFour(bytes));
      }
      return GLOBAL_6.holds(bytes) && SPECIAL_6.stream().noneMatch(block -> block.holds(bytes));
    }
    return SPECIAL_4.stream().noneMatch(block -> block.holds(bytes));
  }

  /** The JDK gives mapped addresses as IPv4 already; this holds should one come another way. */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static InetAddress lastFour(byte[] bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
