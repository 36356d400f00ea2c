package dev.parley.server.app;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.ClientEventRules;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.messenger.Bound;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The messenger's own app on the realtime node. It is no app of an operator: nobody lists or
 * changes it, its secret is made at the first start, kept in the store and shown nowhere, and its
 * signed HTTP API is off, so that nobody but this server can publish for it. Immutable.
 */
public final class MessengerApp {
  /** Taken: no other app may have it. */
  public static final String ID = ServerSettings.MESSENGER_APP;

  private static final String PURPOSE = "REALTIME";
  private static final int KEY_BYTES = 10;
  private static final int SECRET_BYTES = 32;

  private final App app;

  private MessengerApp(App app) {
    this.app = app;
  }

  /** Loads its key, or makes it; blocks on the store. */
  public static MessengerApp keep(
      Store store, Limits limits, InstantSource clock, RandomGenerator random) {
    var made = new AppKey(hex(random), secret(random));
    AppKey pair = store.write(handle -> pair(handle, made, clock.millis())).join();
    return new MessengerApp(new App(ID, "Messenger", List.of(pair), true, options(limits)));
  }

  private static AppKey pair(Handle handle, AppKey made, long now) {
    Optional<AppKey> known =
        handle
            .createQuery(
                """
                select key_id, secret from server_key
                where purpose = :purpose and retired_at is null order by created_at, key_id
                """)
            .bind("purpose", PURPOSE)
            .map((row, _) -> new AppKey(row.getString("key_id"), row.getString("secret")))
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    handle.execute(
        "insert into server_key (key_id, purpose, secret, created_at) values (?, ?, ?, ?)",
        made.key(),
        PURPOSE,
        made.secret(),
        now);
    return made;
  }

  private static String hex(RandomGenerator random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String secret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static AppOptions options(Limits limits) {
    return AppOptions.DEFAULTS
        .with(Feature.HTTP_API, false)
        .with(Feature.WATCHLISTS, false)
        .with(Feature.AUTHORIZED_CONNECTIONS, true)
        .withClientEvents(
            new ClientEventRules(List.of("client-typing"), List.of("private-conversation-")))
        .withLimits(
            limits
                .with(Limit.ACTIVITY_TIMEOUT_MILLIS, 30_000)
                .with(Limit.PONG_TIMEOUT_MILLIS, 10_000)
                .with(Limit.PRESENCE_MEMBERS, Bound.PRESENCE_MEMBERS.value())
                .with(Limit.CLIENT_EVENT_BYTES, Bound.TYPING_BYTES.value()));
  }

  /** The key that clients connect with. */
  public String key() {
    return pair().key();
  }

  /** What signs for it; never shown. */
  public AppKey pair() {
    return app.keys().getFirst();
  }

  /** All of the operator's apps, and this one. */
  public AppSource beside(AppSource others) {
    return new AppSource() {
      private final Optional<App> own = Optional.of(app);

      @Override
      public Optional<App> byId(String id) {
        return id.equals(ID) ? own : others.byId(id);
      }

      @Override
      public Optional<App> byKey(String key) {
        return key.equals(MessengerApp.this.key()) ? own : others.byKey(key);
      }
    };
  }
}
