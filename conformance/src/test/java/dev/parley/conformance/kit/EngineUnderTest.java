package dev.parley.conformance.kit;

import dev.parley.channels.app.FixedApps;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.transport.StandaloneServer;
import dev.parley.channels.webhook.MemoryWebhookQueue;
import dev.parley.channels.webhook.WebhookSettings;
import dev.parley.channels.webhook.Webhooks;

/** The realtime engine behind its own small bootstrap, without the process around it. */
record EngineUnderTest(
    String pathPrefix, RealtimeNode node, StandaloneServer listener, Webhooks webhooks)
    implements ServerUnderTest {
  static EngineUnderTest start(Setup setup) {
    var settings =
        new NodeSettings(
            setup.pathPrefix(), 2, setup.lenientProtocol(), setup.lenientData(), setup.limits());
    var apps = new FixedApps(setup.apps());
    var webhooks =
        Webhooks.start(
            new WebhookSettings(true, setup.limits()),
            apps,
            setup.clock(),
            System::nanoTime,
            new MemoryWebhookQueue());
    var node = new RealtimeNode(settings, apps, setup.clock(), System::nanoTime, webhooks);
    return new EngineUnderTest(setup.pathPrefix(), node, node.listen(0), webhooks);
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    node.close();
    listener.close();
    webhooks.close();
  }
}
