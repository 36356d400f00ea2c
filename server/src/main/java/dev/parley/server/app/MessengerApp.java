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
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The messenger's own app on the realtime node. It is no app of an operator: nobody lists or
 * changes it, its secret is made at the first start, kept in the store and shown nowhere, and its
 * signed HTTP API is off, so that nobody but this server can publish for it. Immutable.
 */
public final class MessengerApp {
  /** Taken: no other app may have it. */
  public static final String ID = ServerSettings.MESSENGER_APP;

  private static final String PURPOSE = "REALTIME";

  private final App app;

  private MessengerApp(App app) {
    this.app = app;
  }

  /** Loads its key, or makes it; blocks on the store. */
  public static MessengerApp keep(
      Store store, Limits limits, InstantSource clock, RandomGenerator random) {
    AppKey pair = KeptPair.of(store, PURPOSE, clock, random);
    return new MessengerApp(new App(ID, "Messenger", List.of(pair), true, options(limits)));
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
