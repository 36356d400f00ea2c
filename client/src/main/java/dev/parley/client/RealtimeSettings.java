package dev.parley.client;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which app of which server, and how patiently. Made by a {@link Builder}; shows no secret.
 * Immutable and safe for use by many threads.
 */
public final class RealtimeSettings {
  private final String appId;
  private final String key;
  private final String secret;
  private final URI server;
  private final byte @Nullable [] masterKey;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final int retries;
  private final int dataBytes;
  private final Function<@Nullable Object, String> json;

  private RealtimeSettings(Builder from, URI server) {
    this.appId = from.appId;
    this.key = from.key;
    this.secret = from.secret;
    this.server = server;
    this.masterKey = from.masterKey;
    this.connectTimeout = from.connectTimeout;
    this.timeout = from.timeout;
    this.retries = from.retries;
    this.dataBytes = from.dataBytes;
    this.json = from.json;
  }

  /** Nothing set but the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What the environment of this process says; see {@link #from}.
   *
   * @throws RealtimeException.IllegalArgument if a variable is missing or malformed
   */
  public static Builder environment() {
    return from(System.getenv());
  }

  /**
   * What variables say: {@code PUSHER_APP_ID}, {@code PUSHER_KEY} and {@code PUSHER_SECRET} must be
   * there; {@code PUSHER_CLUSTER}, {@code PUSHER_HOST}, {@code PUSHER_PORT} and {@code
   * PUSHER_SCHEME} may.
   *
   * @throws RealtimeException.IllegalArgument if one is missing or malformed; its field is the name
   *     of the variable
   */
  public static Builder from(Map<String, String> variables) {
    return Variables.read(variables);
  }

  /** The app's id. */
  public String appId() {
    return appId;
  }

  /** The app's key, which clients know too. */
  public String key() {
    return key;
  }

  /** Where the server is, such as {@code https://api-eu.pusher.com}. */
  public URI server() {
    return server;
  }

  String secret() {
    return secret;
  }

  byte @Nullable [] masterKey() {
    return masterKey;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration timeout() {
    return timeout;
  }

  int retries() {
    return retries;
  }

  int dataBytes() {
    return dataBytes;
  }

  Function<@Nullable Object, String> json() {
    return json;
  }

  /** The app and the server, for logs. */
  @Override
  public String toString() {
    return "app " + appId + " at " + server;
  }

  /** Collects settings. Not for use by several threads. */
  public static final class Builder {
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int KEY_BYTES = 32;

    private String appId = "";
    private String key = "";
    private String secret = "";
    private String cluster = "";
    private String host = "";
    private int port;
    private String scheme = "https";
    private String path = "";
    private byte @Nullable [] masterKey;
    private Duration connectTimeout = Duration.ofSeconds(3);
    private Duration timeout = Duration.ofSeconds(10);
    private int retries = 2;
    private int dataBytes = 10_240;
    private Function<@Nullable Object, String> json = Json::write;

    private Builder() {}

    /** The app's id: up to 64 letters, digits, hyphens and underscores. Must be set. */
    public Builder appId(String value) {
      appId = value;
      return this;
    }

    /** The app's key. Must be set. */
    public Builder key(String value) {
      key = value;
      return this;
    }

    /** The secret that belongs to the key. Must be set. */
    public Builder secret(String value) {
      secret = value;
      return this;
    }

    /** A cluster of the hosted service. Any text, and of no effect, where a host is set. */
    public Builder cluster(String value) {
      cluster = value;
      return this;
    }

    /** The server's name or address, without a port. Unset: the hosted service. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** 1 to 65535. Unset: 443, or 80 for http. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** {@code https}, the default, or {@code http}. */
    public Builder scheme(String value) {
      scheme = value.toLowerCase(Locale.ROOT);
      return this;
    }

    /** What stands before {@code /apps} where a proxy shares its name, such as {@code /live}. */
    public Builder path(String value) {
      path = value;
      return this;
    }

    /**
     * The 32 bytes behind all encrypted channels, in base 64. The server never sees it. Needs
     * {@code org.bouncycastle:bcprov-jdk18on} on the class path.
     *
     * @throws RealtimeException.IllegalArgument if it is no base 64
     */
    public Builder encryptionMasterKeyBase64(String value) {
      try {
        masterKey = Base64.getDecoder().decode(value);
      } catch (IllegalArgumentException e) {
        throw new RealtimeException.IllegalArgument("encryptionMasterKey", "base 64");
      }
      return this;
    }

    /** How long a connection may take to be made, above 0. Default: 3 s. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** How long an attempt may take, answer included, above 0. Default: 10 s. */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * How often a call is tried again where that cannot do anything twice: 0 to 10, default 2.
     * Queries and ending connections after any failure that may pass; events only if no connection
     * was made, or if the server said 429 or 503 with {@code Retry-After}.
     */
    public Builder retries(int value) {
      retries = value;
      return this;
    }

    /**
     * How many bytes of UTF-8 the text of an event's data may have, above 0. Default: 10,240, as
     * servers have it.
     */
    public Builder dataBytes(int value) {
      dataBytes = value;
      return this;
    }

    /**
     * What makes JSON of data that is not text, such as {@code mapper::writeValueAsString}. Called
     * on the thread that sends, by several at once. Where it throws, sending fails with {@link
     * RealtimeException.IllegalArgument}, which names {@code data}.
     */
    public Builder json(Function<@Nullable Object, String> value) {
      json = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws RealtimeException.IllegalArgument if one is missing or out of its range
     */
    public RealtimeSettings build() {
      check(APP.matcher(appId).matches(), "appId", "1 to 64 letters, digits, - or _");
      check(!key.isEmpty(), "key", "is missing");
      check(!secret.isEmpty(), "secret", "is missing");
      check(scheme.equals("http") || scheme.equals("https"), "scheme", "http or https");
      check(port >= 0 && port <= 65_535, "port", "1 to 65535");
      check(path.isEmpty() || path.startsWith("/"), "path", "begins with /");
      check(retries >= 0 && retries <= 10, "retries", "0 to 10");
      check(dataBytes > 0, "dataBytes", "above 0");
      check(connectTimeout.isPositive(), "connectTimeout", "above 0");
      check(timeout.isPositive(), "timeout", "above 0");
      checkMasterKey();
      return new RealtimeSettings(this, server());
    }

    private void checkMasterKey() {
      if (masterKey == null) {
        return;
      }
      check(masterKey.length == KEY_BYTES, "encryptionMasterKey", "32 bytes");
      masterKey = Arrays.copyOf(masterKey, KEY_BYTES);
      check(
          SecretBox.isAvailable(),
          "encryptionMasterKey",
          "needs org.bouncycastle:bcprov-jdk18on on the class path");
    }

    private URI server() {
      String name = host;
      if (name.isEmpty()) {
        name = cluster.isEmpty() ? "api.pusherapp.com" : "api-" + cluster + ".pusher.com";
      }
      String authority = port == 0 ? name : name + ":" + port;
      String before = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      try {
        URI uri = URI.create(scheme + "://" + authority + before);
        check(uri.getHost() != null, "host", "a name or an address without a port");
        return uri;
      } catch (IllegalArgumentException e) {
        throw new RealtimeException.IllegalArgument("host", "a name or an address without a port");
      }
    }

    private static void check(boolean holds, String field, String expected) {
      if (!holds) {
        throw new RealtimeException.IllegalArgument(field, expected);
      }
    }
  }
}
