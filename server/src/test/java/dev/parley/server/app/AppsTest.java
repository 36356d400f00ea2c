package dev.parley.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AppsTest {
  private final StoreFixture place;
  private long seed = 1;

  AppsTest(Engine engine) {
    this.place = StoreFixture.on(engine);
  }

  @AfterEach
  void remove() {
    place.close();
  }

  @Test
  void makesADefaultAppOnceAndKeepsIt() {
    App first = apps(Map.of()).defaultApp();
    assertThat(first.id()).matches("[1-9]\\d{6}");
    assertThat(first.keys().getFirst().key()).matches("[0-9a-f]{20}");
    assertThat(first.keys().getFirst().secret()).matches("[0-9a-f]{40}");
    for (int start = 0; start < 5; start++) {
      assertSame(apps(Map.of()).defaultApp(), first);
    }
  }

  @Test
  void asksNoStoreForAnAppThatIsFullyNamed() {
    var named = Map.of("default-app", Map.of("id", "42", "key", "k", "secret", "s"));
    Apps apps = Apps.withoutStore(ServerSettings.of(named)).orElseThrow();
    assertThat(apps.defaultApp().id()).isEqualTo("42");
    assertThat(apps.byKey("k")).contains(apps.defaultApp());
    assertThat(apps.byId("42").orElseThrow()).isSameAs(apps.byId("42").orElseThrow());
  }

  @Test
  void makesUpWhatIsNotNamedAndKeepsThatToo() {
    var onlyId = Map.of("default-app", Map.of("id", "42"));
    App first = apps(onlyId).defaultApp();
    assertThat(first.id()).isEqualTo("42");
    assertSame(apps(onlyId).defaultApp(), first);
    assertSame(apps(Map.of()).defaultApp(), first); // remembered without its name
  }

  @Test
  void neverPairsAStoredSecretWithAnotherKey() {
    App before = apps(Map.of()).defaultApp();
    App after = apps(Map.of("default-app", Map.of("key", "fresh"))).defaultApp();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.keys().getFirst().key()).isEqualTo("fresh");
    assertThat(after.keys().getFirst().secret()).isNotEqualTo(before.keys().getFirst().secret());
  }

  @Test
  void shouldLayWhatIsSetAtRunTimeOverTheFileKeyByKey() {
    var file =
        Map.of(
            "default-app",
            Map.of(
                "options",
                Map.of("force-tls", "true", "allowed-origins", List.of("https://a.example")),
                "limits",
                Map.of("presence-members", 7),
                "webhooks",
                List.of(Map.of("url", "http://file.example/"))));
    assertThat(change(file, "{\"options\":{\"client-events\":false}}"))
        .satisfies(options -> {
          assertThat(options.has(Feature.CLIENT_EVENTS)).isFalse();
          assertThat(options.has(Feature.FORCE_TLS)).isTrue();
          assertThat(options.allowedOrigins()).containsExactly("https://a.example");
          assertThat(options.limits().get(Limit.PRESENCE_MEMBERS)).isEqualTo(7);
          assertThat(urls(options)).containsExactly("http://file.example/");
        });
    assertThat(
            change(
                file,
                """
                {"options":{"force-tls":false,"allowed-origins":[],"webhook-batching":true},
                 "webhooks":[{"url":"http://own.example/"}]}
                """))
        .satisfies(options -> {
          assertThat(options.has(Feature.CLIENT_EVENTS)).as("set before").isFalse();
          assertThat(options.has(Feature.FORCE_TLS)).isFalse();
          assertThat(options.allowedOrigins()).isEmpty();
          assertThat(options.webhooks().batching()).isTrue();
          assertThat(urls(options)).containsExactly("http://own.example/");
        });
    assertThat(urls(change(file, "{\"webhooks\":[]}"))).isEmpty();
    assertThat(
            change(
                file,
                "{\"options\":{\"force-tls\":null,\"allowed-origins\":null},\"webhooks\":null}"))
        .satisfies(options -> {
          assertThat(options.has(Feature.FORCE_TLS)).isTrue();
          assertThat(options.allowedOrigins()).containsExactly("https://a.example");
          assertThat(urls(options)).containsExactly("http://file.example/");
        });
  }

  /** What the default app is after a change at run time and another start. */
  private AppOptions change(Map<String, ?> file, String json) {
    try (Store store = place.open()) {
      var random = new SplittableRandom(seed++);
      Apps apps = Apps.of(ServerSettings.of(file), store, Clock.systemUTC(), random);
      new LocalApps(apps, store, Clock.systemUTC(), random, _ -> {})
          .change(apps.defaultApp().id(), AppDraft.of(JsonTree.read(json)));
      AppOptions atOnce = apps.defaultApp().options();
      assertThat(Apps.of(ServerSettings.of(file), store, Clock.systemUTC(), random).defaultApp())
          .extracting(App::options)
          .usingRecursiveComparison()
          .isEqualTo(atOnce);
      return atOnce;
    }
  }

  private static List<String> urls(AppOptions options) {
    return options.webhooks().endpoints().stream().map(e -> e.url().toString()).toList();
  }

  @Test
  void takesTheFirstConfiguredAppIfNoneIsNamed() {
    Apps apps = Apps.withoutStore(ServerSettings.of(twoApps(Map.of()))).orElseThrow();
    assertThat(apps.defaultApp().id()).isEqualTo("a");
    assertThat(apps.all()).extracting(App::id).containsExactly("a", "b");
  }

  @Test
  void addsTheNamedAppToTheConfiguredOnes() {
    var named = Map.of("id", "42", "key", "k", "secret", "s");
    Apps apps = Apps.withoutStore(ServerSettings.of(twoApps(named))).orElseThrow();
    assertThat(apps.all()).extracting(App::id).containsExactly("42", "a", "b");
    assertThat(apps.defaultApp().id()).isEqualTo("42");
  }

  @Test
  void meansTheConfiguredAppOfTheSameId() {
    var named = Map.of("id", "b", "key", "kb");
    Apps apps = Apps.withoutStore(ServerSettings.of(twoApps(named))).orElseThrow();
    assertThat(apps.defaultApp().name()).isEqualTo("Second");
    assertThat(apps.all()).hasSize(2);
    assertThatThrownBy(
            () -> Apps.withoutStore(ServerSettings.of(twoApps(Map.of("id", "b", "secret", "no")))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not a pair of the configured app b")
        .hasMessageNotContaining("no,");
  }

  @Test
  void refusesAKeyThatTwoAppsUse() {
    var named = Map.of("id", "42", "key", "ka", "secret", "s");
    assertThatThrownBy(() -> Apps.withoutStore(ServerSettings.of(twoApps(named))))
        .isInstanceOf(ConfigException.class)
        .hasMessage("default app: key ka is used by two apps");
  }

  private static void assertSame(App app, App expected) {
    assertThat(app.id()).isEqualTo(expected.id());
    assertThat(app.keys()).isEqualTo(expected.keys());
  }

  private static Map<String, Object> twoApps(Map<String, String> defaultApp) {
    return Map.of(
        "default-app",
        defaultApp,
        "apps",
        List.of(
            Map.of("id", "a", "keys", List.of(Map.of("key", "ka", "secret", "sa"))),
            Map.of(
                "id", "b",
                "name", "Second",
                "keys", List.of(Map.of("key", "kb", "secret", "sb")))));
  }

  /** As one start of a server would see them; the random numbers differ from start to start. */
  private Apps apps(Map<String, ?> tree) {
    try (Store store = place.open()) {
      return Apps.of(
          ServerSettings.of(tree), store, Clock.systemUTC(), new SplittableRandom(seed++));
    }
  }
}
