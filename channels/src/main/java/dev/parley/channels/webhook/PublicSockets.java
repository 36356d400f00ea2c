package dev.parley.channels.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to public addresses alone. The address is judged in the very call that
 * connects to it: what a name resolved to earlier does not matter. For whatever goes to addresses
 * that strangers name.
 */
public final class PublicSockets extends SocketFactory {
  /** Whether an address belongs to the public internet. */
  public static boolean isPublic(InetAddress address) {
    return PublicAddresses.contain(address);
  }

  @Override
  public Socket createSocket() {
    return new PublicSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(address);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static final class PublicSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      if (!(endpoint instanceof InetSocketAddress target)) {
        throw new IOException("not an internet address");
      }
      InetAddress address = target.getAddress();
      if (address == null) {
        throw new UnknownHostException(target.getHostString());
      }
      if (!PublicAddresses.contain(address)) {
        throw new IOException("the endpoint's address is not public");
      }
      super.connect(endpoint, timeoutMillis);
    }
  }
}
