package dev.parley.messenger.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The network that an address belongs to, for counting attempts: /24 of IPv4, /64 of IPv6. */
public final class Network {
  private Network() {}

  /**
   * Of an address.
   *
   * @param address a literal, or another word for a peer, which then is a network of its own
   */
  public static String of(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address.split("%", 2)[0]).getAddress();
      int kept = bytes.length == 4 ? 3 : 8;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
    } catch (IllegalArgumentException | UnknownHostException _) {
      return address.length() <= 32 ? address : address.substring(0, 32);
    }
  }
}
