package dev.parley.server.hook;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.WebhookEndpoint;
import dev.parley.channels.app.WebhookOptions;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.server.app.KeptPair;
import dev.parley.server.app.MessengerApp;
import dev.parley.server.view.Texts;
import dev.parley.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The hooks of this server and the pairs of key and secret that sign for them, the first made at
 * the first start, all kept in the store. A change on this node counts at once, one of another node
 * after {@link #reload}. Thread-safe.
 */
public final class Hooks implements HookRegistry {
  private final Store store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile State state;

  /** What the store holds. */
  private record Kept(List<Hook> hooks, HookPairs pairs) {}

  /** Immutable; made anew with every change. */
  private record State(Kept kept, Set<HookEvent> wanted, App app) {
    State(Kept kept) {
      this(
          kept,
          kept.hooks.stream()
              .flatMap(hook -> hook.events().stream())
              .collect(Collectors.toUnmodifiableSet()),
          asApp(kept));
    }
  }

  private Hooks(Store store, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.state = new State(read());
  }

  /**
   * Loads them, and makes the first pair if there is none; blocks on the store.
   *
   * @param random must not be guessable
   */
  public static Hooks keep(Store store, InstantSource clock, RandomGenerator random) {
    KeptPair.of(store, HookPairs.PURPOSE, clock, random);
    return new Hooks(store, clock, random);
  }

  /** Reads again what another node may have changed. Blocks; what was read earlier never wins. */
  synchronized void reload() {
    Kept now = read();
    if (!now.equals(state.kept)) {
      state = new State(now);
    }
  }

  private Kept read() {
    return store
        .read(handle -> new Kept(List.copyOf(new HookTable(handle).all()), HookPairs.read(handle)))
        .join();
  }

  List<Hook> all() {
    return state.kept.hooks;
  }

  /** What at least one hook wants; empty if there is none. Does not block. */
  Set<HookEvent> wanted() {
    return state.wanted;
  }

  /** What signs requests now. */
  AppKey pair() {
    return state.kept.pairs.at(clock.millis()).key();
  }

  @Override
  public List<HookSecret> secrets() {
    reload();
    return state.kept.pairs.from(clock.millis()).stream()
        .map(pair -> HookSecret.of(pair.key(), pair.signsFrom()))
        .toList();
  }

  @Override
  public HookSecret rotate(Duration notice) {
    if (notice.isNegative() || notice.toMillis() > Bound.EVENT_HOOK_NOTICE_MILLIS.value()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "notice_seconds", "expected 0 to 30 days");
    }
    AppKey next = KeptPair.make(random);
    long now = clock.millis();
    long signsFrom = write(handle -> HookPairs.follow(handle, next, now, now + notice.toMillis()));
    reload();
    return HookSecret.of(next, signsFrom);
  }

  @Override
  public List<HookView> list() {
    reload();
    return all().stream().map(HookView::of).toList();
  }

  @Override
  public HookView add(String url, List<String> events, Map<String, String> headers) {
    WebhookEndpoint endpoint = endpoint(url, headers);
    Set<HookEvent> wanted = events.isEmpty() ? HookEvent.USUAL : events(events);
    Hook made = write(handle -> add(new HookTable(handle), endpoint, wanted));
    reload();
    return HookView.of(made);
  }

  private Hook add(HookTable table, WebhookEndpoint endpoint, Set<HookEvent> wanted) {
    List<Hook> known = table.all();
    if (known.size() >= Bound.EVENT_HOOKS.count()) {
      throw Refusal.of(
          RefusalCode.LIMIT_REACHED,
          "a server has at most %d webhooks".formatted(Bound.EVENT_HOOKS.count()));
    }
    if (known.stream().anyMatch(hook -> hook.endpoint().url().equals(endpoint.url()))) {
      throw Refusal.ofField(
          RefusalCode.ALREADY_EXISTS, "url", "there is a webhook of this URL already");
    }
    return table.insert(endpoint, wanted, clock.millis());
  }

  @Override
  public void remove(String id) {
    boolean known = write(handle -> new HookTable(handle).delete(Texts.pathId(id)));
    if (!known) {
      throw Refusal.of(RefusalCode.NOT_FOUND, "there is no such webhook");
    }
    reload();
  }

  private <T> T write(Function<Handle, T> work) {
    try {
      return store.write(work::apply).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  private static WebhookEndpoint endpoint(String url, Map<String, String> headers) {
    try {
      return new WebhookEndpoint(URI.create(url), Set.of(), "", "", headers);
    } catch (IllegalArgumentException e) {
      // what a URL's own parser says would quote it, and it may hold a secret
      String why = String.valueOf(e.getMessage());
      String field = why.startsWith("headers: ") ? "headers" : "url";
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          field,
          why.startsWith(field + ": ")
              ? why.substring(field.length() + 2)
              : "expected http://HOST/… or https://HOST/…");
    }
  }

  private static Set<HookEvent> events(List<String> texts) {
    var events = EnumSet.noneOf(HookEvent.class);
    for (String text : texts) {
      events.add(
          HookEvent.of(text)
              .orElseThrow(() ->
                  Refusal.ofField(
                      RefusalCode.INVALID_FIELD,
                      "events",
                      "expected some of %s".formatted(HookEvent.all()))));
    }
    return events;
  }

  /** All of the operator's apps, and the messenger as one that has these hooks. */
  public AppSource beside(AppSource others) {
    return new AppSource() {
      @Override
      public Optional<App> byId(String id) {
        return id.equals(MessengerApp.ID) ? Optional.of(state.app) : others.byId(id);
      }

      @Override
      public Optional<App> byKey(String key) {
        return others.byKey(key);
      }
    };
  }

  private static App asApp(Kept kept) {
    return new App(
        MessengerApp.ID,
        "Messenger",
        kept.pairs.all().stream().map(HookPairs.Pair::key).toList(),
        true,
        AppOptions.DEFAULTS.withWebhooks(
            new WebhookOptions(kept.hooks.stream().map(Hook::endpoint).distinct().toList(), true)));
  }
}
