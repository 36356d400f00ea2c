package dev.parley.server.config;

import dev.parley.channels.app.Limit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The environment variables that are settings, and the key that each one sets. A key's own name is
 * {@code PARLEY_} and the key in capitals with underscores; the {@code PUSHER_} names are those
 * that the official libraries' guides use.
 */
final class Variables {
  /** Names the file with the settings; not a setting itself. */
  static final String CONFIG_FILE = "PARLEY_CONFIG";

  private static final Map<String, String> KEYS = keys();

  private Variables() {}

  /** Variable name to key below {@code parley}. */
  static Map<String, String> all() {
    return KEYS;
  }

  static boolean isKnown(String name) {
    return KEYS.containsKey(name) || name.equals(CONFIG_FILE);
  }

  private static Map<String, String> keys() {
    var keys = new LinkedHashMap<String, String>();
    for (String key :
        new String[] {
          "host",
          "port",
          "data",
          "store.url",
          "store.user",
          "store.password",
          "path-prefix",
          "event-loops",
          "lenient-protocol",
          "lenient-data",
          "compression",
          "quick-start",
          "log",
          "webhooks.allow-private",
          "retention",
          "media.file-mib",
          "media.day-mib",
          "media.day-files",
          "media.cache-mib",
          "media.public-url",
          "media.s3.endpoint",
          "media.s3.region",
          "media.s3.bucket",
          "media.s3.access-key",
          "media.s3.secret-key",
          "media.s3.path-style",
          "cors.allowed-origins",
          "tls.certificate",
          "tls.key",
          "tls.port",
          "unix-socket",
          "trusted-proxies",
          "drain",
          "admin-token",
          "metrics.token",
          "public-url",
          "push.private-key",
          "push.contact",
          "push.allow-private",
          "smtp.host",
          "smtp.port",
          "smtp.security",
          "smtp.user",
          "smtp.password",
          "smtp.from",
          "sign-in.google.client-id",
          "sign-in.google.client-secret",
          "sign-in.github.client-id",
          "sign-in.github.client-secret",
          "sign-in.wechat.client-id",
          "sign-in.wechat.client-secret"
        }) {
      keys.put(variable(key), key);
    }
    for (Limit limit : Limit.values()) {
      String key = "limits." + limit.key();
      keys.put(variable(key), key);
    }
    keys.put("PUSHER_APP_ID", "default-app.id");
    keys.put("PUSHER_KEY", "default-app.key");
    keys.put("PUSHER_SECRET", "default-app.secret");
    keys.put("PUSHER_HOST", "client.host");
    keys.put("PUSHER_PORT", "client.port");
    keys.put("PUSHER_SCHEME", "client.scheme");
    return Map.copyOf(keys);
  }

  private static String variable(String key) {
    return "PARLEY_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
