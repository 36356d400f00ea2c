package dev.parley.server.wiring;

import dev.parley.channels.node.RealtimeNode;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Access;
import dev.parley.messenger.receipt.Hearers;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.messenger.session.LiveSessions;
import dev.parley.server.app.MessengerApp;
import dev.parley.server.http.Sending;
import dev.parley.server.realtime.LiveChannel;
import dev.parley.socketio.engine.EngineSettings;
import dev.parley.socketio.gateway.Gateway;
import dev.parley.socketio.gateway.GatewayChannels;
import dev.parley.socketio.gateway.GatewayServices;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The gateway for clients of Socket.IO. */
@Factory
final class GatewayParts {
  @Singleton
  Hearers hearers(Transactions transactions, Access access) {
    return new Hearers(transactions, access);
  }

  @Singleton
  GatewayServices gatewayServices(
      LiveSessions sessions,
      Sending sending,
      Transactions transactions,
      Access access,
      Receipts receipts,
      Hearers hearers,
      Clock clock) {
    return new GatewayServices(
        sessions,
        sending::sent,
        transactions,
        access,
        receipts,
        hearers,
        clock,
        new SecureRandom());
  }

  @Singleton
  @Bean(preDestroy = "close")
  Gateway gateway(GatewayServices services, RealtimeNode node, EventListeners listeners) {
    var channels =
        new GatewayChannels(
            MessengerApp.ID,
            userId -> new LiveChannel(LiveChannel.Kind.USER, userId).name(),
            conversationId -> new LiveChannel(LiveChannel.Kind.OPEN, conversationId).name());
    var gateway = new Gateway(services, channels, System::nanoTime);
    listeners.add(gateway);
    node.host(endpoint -> gateway.on(endpoint, EngineSettings.defaults()));
    return gateway;
  }
}
