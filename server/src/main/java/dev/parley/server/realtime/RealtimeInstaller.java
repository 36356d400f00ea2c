package dev.parley.server.realtime;

import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.transport.ClientPeer;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.config.TrustedProxies;
import dev.parley.server.edge.Forwarded;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Puts the realtime node's router into the pipeline of every accepted connection. */
@Singleton
final class RealtimeInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final BeanProvider<RealtimeNode> node;
  private final BeanProvider<ServerSettings> settings;

  /** Takes providers, because listeners are made before the node is registered. */
  RealtimeInstaller(BeanProvider<RealtimeNode> node, BeanProvider<ServerSettings> settings) {
    this.node = node;
    this.settings = settings;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new Customizer(node, settings, null));
    return registry;
  }

  /** Made anew for each channel; all calls come on that channel's event loop. */
  private record Customizer(
      BeanProvider<RealtimeNode> node,
      BeanProvider<ServerSettings> settings,
      @Nullable Channel channel)
      implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
      return new Customizer(node, settings, accepted);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel == null) {
        return;
      }
      TrustedProxies trusted = settings.get().edge().trustedProxies();
      SocketAddress peer = channel.remoteAddress();
      if (Forwarded.isTrusted(trusted, peer)) {
        node.get()
            .install(
                channel.pipeline(),
                headers -> {
                  Forwarded client =
                      Forwarded.of(trusted, peer, name -> Forwarded.joined(headers.getAll(name)));
                  return new ClientPeer.Peer(client.client(), client.https());
                });
      } else {
        node.get().install(channel.pipeline());
      }
    }
  }
}
