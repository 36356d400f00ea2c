package dev.parley.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.App;
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
