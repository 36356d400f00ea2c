package dev.parley.server.media;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts {@link FileSending} behind the HTTP codec of every connection that is not encrypted. */
@Singleton
final class FileSendingInstaller
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private static final String NAME = "parley-files";

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer(null));
    return registry;
  }

  /** Made anew for each channel; all calls come on that channel's event loop. */
  private record Customizer(@Nullable Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
      return new Customizer(accepted);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel == null || channel.pipeline().get(SslHandler.class) != null) {
        return;
      }
      var codec = channel.pipeline().context(HttpServerCodec.class);
      if (codec != null) {
        channel.pipeline().addAfter(codec.name(), NAME, new FileSending());
      }
    }
  }
}
