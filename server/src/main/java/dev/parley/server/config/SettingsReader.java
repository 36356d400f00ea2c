package dev.parley.server.config;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.ClientEventRules;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.app.SlowClients;
import dev.parley.messenger.conversation.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the merged tree into {@link ServerSettings}: every key, its default and its range. */
final class SettingsReader {
  static final String ROOT = "parley";

  private SettingsReader() {}

  static ServerSettings read(Map<String, ?> tree, Map<String, String> origins) {
    Map<?, ?> root = tree.containsKey(ROOT) ? underRoot(tree) : tree;
    Section parley = new Section(ROOT, root, origins);
    ServerSettings settings = server(parley);
    parley.end();
    return settings;
  }

  private static Map<?, ?> underRoot(Map<String, ?> tree) {
    if (tree.size() > 1) {
      throw new ConfigException("expected parley as the only key at the top, got " + tree.keySet());
    }
    return switch (tree.get(ROOT)) {
      case Map<?, ?> map -> map;
      case null -> Map.of();
      case String text when text.isBlank() -> Map.of();
      default -> throw new ConfigException("parley: expected a mapping");
    };
  }

  /**
   * One loop for two cores: the kernel's own work for the sockets takes as long as the loop's, and
   * fewer loops join more events into one write.
   */
  private static int defaultEventLoops() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 256);
  }

  private static ServerSettings server(Section parley) {
    Limits limits = limits(parley.section("limits"), Limits.DEFAULTS, null);
    Path data = Path.of(parley.text("data", "data"));
    int loops = (int) parley.number("event-loops", 0, 0, 256, "");
    return new ServerSettings(
        parley.text("host", "127.0.0.1"),
        (int) parley.number("port", 8080, 0, 65_535, ""),
        data,
        StoreReader.read(parley.section("store"), data),
        pathPrefix(parley),
        loops == 0 ? defaultEventLoops() : loops,
        parley.flag("lenient-protocol", false),
        parley.flag("lenient-data", false),
        parley.flag("compression", false),
        parley.choice("quick-start", QuickStart.AUTO),
        parley.choice("log", LogFormat.TEXT),
        webhooksAllowPrivate(parley.section("webhooks")),
        retention(parley),
        MediaSettings.read(parley.section("media")),
        corsOrigins(parley.section("cors")),
        limits,
        apps(parley.sections("apps"), limits),
        defaultApp(parley.section("default-app"), limits),
        client(parley.section("client")),
        Edge.read(parley),
        IdentitySettings.read(parley),
        PushSettings.read(parley.section("push")));
  }

  private static String pathPrefix(Section parley) {
    String prefix = parley.text("path-prefix", "");
    if (!prefix.isEmpty() && !prefix.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw parley.error("path-prefix", "nothing, or /name without a trailing slash");
    }
    return prefix;
  }

  private static Retention retention(Section parley) {
    return Retention.of(parley.text("retention", Retention.FOREVER.text()))
        .orElseThrow(() -> parley.error("retention", Retention.EXPECTED));
  }

  private static boolean webhooksAllowPrivate(Section webhooks) {
    boolean allow = webhooks.flag("allow-private", true);
    webhooks.end();
    return allow;
  }

  private static List<String> corsOrigins(Section cors) {
    List<String> origins = origins(cors);
    cors.end();
    return origins;
  }

  private static List<String> origins(Section section) {
    List<String> origins = section.texts("allowed-origins");
    for (String origin : origins) {
      if (!origin.matches("https?://[A-Za-z0-9.\\[\\]:-]+")
          || URI.create(origin).getHost() == null) {
        throw section.error("allowed-origins", "origins like https://example.com");
      }
    }
    return origins;
  }

  private static Limits limits(Section section, Limits base, Limit.@Nullable Scope only) {
    Limits limits = base;
    for (Limit limit : Limit.values()) {
      if (only == null || limit.scope() == only) {
        String unit = " " + limit.unit().name().toLowerCase(Locale.ROOT);
        long value = section.number(limit.key(), limits.get(limit), limit.min(), limit.max(), unit);
        limits = limits.with(limit, value);
      }
    }
    section.end();
    return limits;
  }

  private static List<App> apps(List<Section> sections, Limits limits) {
    var apps = new ArrayList<App>();
    for (Section section : sections) {
      apps.add(app(section, limits));
      try {
        var _ = new FixedApps(apps);
      } catch (IllegalArgumentException e) {
        throw section.error(String.valueOf(e.getMessage()));
      }
    }
    return apps;
  }

  private static App app(Section section, Limits limits) {
    String id = section.textOrNull("id");
    if (id == null) {
      throw section.error("id", "[A-Za-z0-9_-]{1,64}");
    }
    refuseReserved(section, id);
    String name = section.text("name", id);
    boolean enabled = section.flag("enabled", true);
    AppOptions options = options(section, AppOptions.DEFAULTS.withLimits(limits));
    var keys = new ArrayList<AppKey>();
    for (Section pair : section.sections("keys")) {
      keys.add(key(pair));
    }
    section.end();
    try {
      return new App(id, name, keys, enabled, options);
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseReserved(Section section, @Nullable String id) {
    if (ServerSettings.MESSENGER_APP.equals(id)) {
      throw section.error("id", "any other id, since this one is the messenger's own");
    }
  }

  private static AppKey key(Section pair) {
    String key = pair.text("key", "");
    String secret = pair.text("secret", "");
    pair.end();
    try {
      return new AppKey(key, secret);
    } catch (IllegalArgumentException e) {
      throw pair.error(String.valueOf(e.getMessage()));
    }
  }

  /** What the owner says of an app's options, key by key, and {@code base} where it is silent. */
  static AppOptions options(Section owner, AppOptions base) {
    Section section = owner.section("options");
    boolean namesOrigins = section.has("allowed-origins");
    boolean namesLatest = section.has("keep-latest");
    List<String> origins = origins(section);
    SlowClients slow = slowClients(section);
    AppOptions options =
        base.withAllowedOrigins(namesOrigins ? origins : base.allowedOrigins())
            .withSlowClients(namesLatest ? slow : base.slowClients())
            .withLimits(limits(owner.section("limits"), base.limits(), Limit.Scope.APP))
            .withClientEvents(clientEvents(section, base.clientEvents()))
            .withWebhooks(WebhookReader.read(owner, section, base.webhooks()));
    for (Feature feature : Feature.values()) {
      options = options.with(feature, section.flag(feature.key(), base.has(feature)));
    }
    section.end();
    return options;
  }

  private static SlowClients slowClients(Section section) {
    try {
      return new SlowClients(section.texts("keep-latest"));
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static ClientEventRules clientEvents(Section section, ClientEventRules base) {
    boolean namesEvents = section.has("client-event-names");
    boolean namesChannels = section.has("client-event-channels");
    List<String> names = section.texts("client-event-names");
    List<String> channels = section.texts("client-event-channels");
    try {
      return new ClientEventRules(
          namesEvents ? names : base.names(), namesChannels ? channels : base.channelPrefixes());
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }

  private static DefaultApp defaultApp(Section section, Limits limits) {
    String id = section.textOrNull("id");
    if (id != null && !id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw section.error("id", "[A-Za-z0-9_-]{1,64}");
    }
    refuseReserved(section, id);
    String key = section.textOrNull("key");
    if (key != null && !key.matches("[A-Za-z0-9_-]{1,64}")) {
      throw section.error("key", "[A-Za-z0-9_-]{1,64}");
    }
    String secret = section.textOrNull("secret");
    if (secret != null && secret.length() > 256) {
      throw section.error("secret", "1..256 characters");
    }
    var app =
        new DefaultApp(id, key, secret, options(section, AppOptions.DEFAULTS.withLimits(limits)));
    section.end();
    return app;
  }

  private static ClientAddress client(Section section) {
    String scheme = section.textOrNull("scheme");
    if (scheme != null && !scheme.equals("http") && !scheme.equals("https")) {
      throw section.error("scheme", "http or https");
    }
    String host = section.textOrNull("host");
    int port = (int) section.number("port", 0, 1, 65_535, "");
    section.end();
    return new ClientAddress(scheme, host, port == 0 ? null : port);
  }
}
