package dev.parley.channels.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * Who the client is, on a connection whose peer is a proxy that may speak for others. Stands in the
 * pipeline while HTTP is spoken there, only to be asked; it handles nothing.
 */
public final class ClientPeer extends ChannelHandlerAdapter {
  private final Function<HttpHeaders, Peer> forwarded;

  /**
   * What is known of the client's own end.
   *
   * @param address without a port
   */
  public record Peer(String address, boolean tls) {}

  /**
   * For one connection.
   *
   * @param forwarded what a request's headers say, credibly, of its client
   */
  public ClientPeer(Function<HttpHeaders, Peer> forwarded) {
    this.forwarded = forwarded;
  }

  static boolean usesTls(Channel channel, HttpHeaders headers) {
    if (channel.pipeline().get(SslHandler.class) != null) {
      return true;
    }
    ClientPeer proxied = channel.pipeline().get(ClientPeer.class);
    return proxied != null && proxied.forwarded.apply(headers).tls();
  }

  /**
   * Where a request comes from, as far as it is known; {@code unix} for a socket without address.
   */
  public static String address(Channel channel, HttpHeaders headers) {
    ClientPeer proxied = channel.pipeline().get(ClientPeer.class);
    if (proxied != null) {
      return proxied.forwarded.apply(headers).address();
    }
    InetAddress direct =
        channel.remoteAddress() instanceof InetSocketAddress inet ? inet.getAddress() : null;
    return direct == null ? "unix" : direct.getHostAddress();
  }
}
