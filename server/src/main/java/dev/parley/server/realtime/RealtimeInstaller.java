package dev.parley.server.realtime;

import dev.parley.channels.node.RealtimeNode;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts the realtime node's router into the pipeline of every accepted connection. */
@Singleton
final class RealtimeInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final BeanProvider<RealtimeNode> node;

  /** Takes a provider, because listeners are made before the node is registered. */
  RealtimeInstaller(BeanProvider<RealtimeNode> node) {
    this.node = node;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer(node, null));
    return registry;
  }

  /** Made anew for each channel; all calls come on that channel's event loop. */
  private record Customizer(BeanProvider<RealtimeNode> node, @Nullable Channel channel)
      implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
      return new Customizer(node, accepted);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null) {
        node.get().install(channel.pipeline());
      }
    }
  }
}
