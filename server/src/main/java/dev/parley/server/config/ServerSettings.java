package dev.parley.server.config;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Limits;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.webhook.WebhookSettings;
import dev.parley.messenger.conversation.Retention;
import dev.parley.store.StorePlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of one server. Immutable and checked.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any free one
 * @param data folder of the files that this process keeps, made if absent; also that of the store
 *     where no database is named
 * @param store where apps and messages are kept
 * @param pathPrefix put in front of {@code /app} and {@code /apps}; empty or {@code /name}
 * @param eventLoops threads that carry connections, 1..256
 * @param compression whether permessage-deflate is agreed to with clients that offer it
 * @param webhooksAllowPrivate whether webhooks may go to addresses that are not public
 * @param retention how long messages are kept where no conversation and no operator says otherwise
 * @param media files that people upload
 * @param corsOrigins exact origins whose pages may call the HTTP API outside {@code /apps}
 * @param limits the node's limits, and the defaults of every app
 * @param push how browsers are told while nobody looks at them
 * @param apps tenants given by configuration; may be empty
 */
public record ServerSettings(
    String host,
    int port,
    Path data,
    StorePlace store,
    String pathPrefix,
    int eventLoops,
    boolean lenientProtocol,
    boolean lenientData,
    boolean compression,
    QuickStart quickStart,
    LogFormat log,
    boolean webhooksAllowPrivate,
    Retention retention,
    MediaSettings media,
    List<String> corsOrigins,
    Limits limits,
    List<App> apps,
    DefaultApp defaultApp,
    ClientAddress client,
    Edge edge,
    IdentitySettings identity,
    PushSettings push) {
  /** Id of the messenger's own app on the realtime node; no other app may have it. */
  public static final String MESSENGER_APP = "parley-messenger";

  public ServerSettings {
    corsOrigins = List.copyOf(corsOrigins);
    apps = List.copyOf(apps);
  }

  /**
   * Settings from a tree of the same shape as {@code parley.yml}, with or without its root key
   * {@code parley}. Neither files nor the environment are read.
   *
   * @throws ConfigException naming the first key that cannot be used
   */
  public static ServerSettings of(Map<String, ?> tree) {
    return SettingsReader.read(tree, Map.of());
  }

  /** A copy that serves these apps. */
  public ServerSettings withApps(List<App> changed) {
    return new ServerSettings(
        host,
        port,
        data,
        store,
        pathPrefix,
        eventLoops,
        lenientProtocol,
        lenientData,
        compression,
        quickStart,
        log,
        webhooksAllowPrivate,
        retention,
        media,
        corsOrigins,
        limits,
        changed,
        defaultApp,
        client,
        edge,
        identity,
        push);
  }

  /** Whether only programs on this machine can connect. */
  public boolean listensOnLoopback() {
    return Loopback.isLoopback(host);
  }

  /** Whether others than this machine can connect without TLS, and not through a proxy's. */
  public boolean isOpenWithoutTls() {
    boolean plain = edge.tls() == null || edge.tls().port() != null;
    return plain && !listensOnLoopback() && edge.trustedProxies().isEmpty();
  }

  /** The part that the realtime node needs. */
  public NodeSettings node() {
    return new NodeSettings(
        pathPrefix, eventLoops, lenientProtocol, lenientData, compression, limits);
  }

  /** The part that the webhooks need. */
  public WebhookSettings webhooks() {
    return new WebhookSettings(webhooksAllowPrivate, limits);
  }
}
