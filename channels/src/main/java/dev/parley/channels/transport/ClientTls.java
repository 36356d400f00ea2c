package dev.parley.channels.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Predicate;

/**
 * Whether clients speak TLS, on a connection whose peer is a proxy that may speak for them. Stands
 * in the pipeline while HTTP is spoken there, only to be asked; it handles nothing.
 */
public final class ClientTls extends ChannelHandlerAdapter {
  private final Predicate<HttpHeaders> forwarded;

  /**
   * For one connection.
   *
   * @param forwarded whether a request's headers say, credibly, that its client speaks TLS
   */
  public ClientTls(Predicate<HttpHeaders> forwarded) {
    this.forwarded = forwarded;
  }

  static boolean isUsed(Channel channel, HttpHeaders headers) {
    if (channel.pipeline().get(SslHandler.class) != null) {
      return true;
    }
    ClientTls proxied = channel.pipeline().get(ClientTls.class);
    return proxied != null && proxied.forwarded.test(headers);
  }
}
