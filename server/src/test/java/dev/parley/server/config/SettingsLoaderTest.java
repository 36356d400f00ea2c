package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.App;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.store.StorePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path folder;

  @Test
  void hasADefaultForEverything() {
    ServerSettings settings = load(Map.of(), Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.data()).isEqualTo(Path.of("data"));
    assertThat(settings.pathPrefix()).isEmpty();
    assertThat(settings.eventLoops()).isPositive();
    assertThat(settings.quickStart()).isEqualTo(QuickStart.AUTO);
    assertThat(settings.log()).isEqualTo(LogFormat.TEXT);
    assertThat(settings.apps()).isEmpty();
    assertThat(settings.defaultApp().isUnnamed()).isTrue();
    assertThat(settings.listensOnLoopback()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp: {host: mail, from: a@b.c} | parley.public-url: expected where browsers reach",
        "public-url: ftp://x | parley.public-url: expected an origin",
        "public-url: https://x/path | parley.public-url: expected an origin",
        "smtp: {from: a@b.c} | parley.smtp.host: expected the name of a mail server",
        "smtp: {host: mail, from: nobody} | parley.smtp.from: expected name@example.org",
        "smtp: {host: mail, from: a@b.c, password: hidden} | parley.smtp.user: expected user and",
        "sign-in: {github: {client-secret: hidden}} | parley.sign-in.github.client-id: expected",
        "sign-in: {oidc: [{id: A B}]} | parley.sign-in.oidc[0].id: expected 1..32 of",
        "sign-in: {oidc: [{id: a, issuer: http://far.example}]} | oidc[0].issuer: expected https",
        "media: {s3: {endpoint: s3.local}} | media.s3.endpoint: expected an origin like",
        "media: {s3: {endpoint: http://s3.local}} | media.s3.bucket: expected the name",
        "media: {s3: {bucket: files}} | media.s3.endpoint: expected an origin like",
        "media: {s3: {secret-key: hidden}} | media.s3.endpoint: expected an origin like",
        "media: {s3: {endpoint: http://s, bucket: fls}} | media.s3.access-key: expected the id",
        "media: {s3: {endpoint: http://s, bucket: fls, access-key: a}} | s3.secret-key: expected",
      })
  void saysWhatIsWrongWithWaysIn(String line, String message) throws IOException {
    write("parley.yml", "parley:\n  " + line);
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void readsWaysInFromTheEnvironment() {
    IdentitySettings identity =
        load(
                Map.of(),
                Map.of(
                    "PARLEY_PUBLIC_URL", "https://chat.example.org/",
                    "PARLEY_SMTP_HOST", "mail.example.org",
                    "PARLEY_SMTP_FROM", "Parley <parley@example.org>",
                    "PARLEY_SIGN_IN_GOOGLE_CLIENT_ID", "id",
                    "PARLEY_SIGN_IN_GOOGLE_CLIENT_SECRET", "hidden"))
            .identity();
    assertThat(identity.publicUrl()).hasToString("https://chat.example.org");
    assertThat(identity.sendsMail()).isTrue();
    assertThat(identity.providers())
        .singleElement()
        .satisfies(google -> {
          assertThat(google.issuer()).hasToString("https://accounts.google.com");
          assertThat(google.toString()).doesNotContain("hidden");
        });
  }

  @ParameterizedTest(name = "flag {0}, variable {1}, .env {2}, file {3} -> {4}")
  @CsvSource({
    "1001, 1002, 1003, 1004, 1001",
    "    , 1002, 1003, 1004, 1002",
    "    ,     , 1003, 1004, 1003",
    "    ,     ,     , 1004, 1004",
    "    ,     ,     ,     , 8080",
    "1001,     ,     , 1004, 1001",
    "    , 1002,     ,     , 1002",
  })
  void takesTheStrongestSource(
      String flag, String variable, String dotenv, String file, int expected) throws IOException {
    if (dotenv != null) {
      write(".env", "PARLEY_PORT=" + dotenv);
    }
    if (file != null) {
      write("parley.yml", "parley:\n  port: " + file);
    }
    Map<String, String> environment = variable == null ? Map.of() : Map.of("PARLEY_PORT", variable);
    Map<String, String> flags = flag == null ? Map.of() : Map.of("port", flag);
    assertThat(load(flags, environment).port()).isEqualTo(expected);
  }

  @Test
  void refusesTheMessengersOwnIdForAnApp() throws IOException {
    assertThatThrownBy(() -> load(Map.of(), Map.of("PUSHER_APP_ID", "parley-messenger")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("parley.default-app.id")
        .hasMessageContaining("PUSHER_APP_ID")
        .hasMessageContaining("the messenger's own");
    write(
        "parley.yml",
        """
        parley:
          apps:
            - id: parley-messenger
              keys: [{ key: k, secret: s }]
        """);
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("parley.apps[0].id")
        .hasMessageContaining("the messenger's own");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "host: 127.0.0.1, false",
    "host: localhost, false",
    "host: 0.0.0.0, true",
    "host: 192.168.0.7, true",
    "'host: 0.0.0.0, trusted-proxies: [10.0.0.0/8]', false",
    "'host: 0.0.0.0, tls: {certificate: c.pem, key: k.pem}', false",
    "'host: 0.0.0.0, tls: {certificate: c.pem, key: k.pem, port: 8443}', true",
  })
  void knowsWhetherOthersCanConnectWithoutTls(String settings, boolean open) throws IOException {
    write("parley.yml", "parley: {%s}".formatted(settings));
    assertThat(load(Map.of(), Map.of()).isOpenWithoutTls()).isEqualTo(open);
  }

  @Test
  void readsTheWholeTreeFromTheFile() throws IOException {
    write(
        "parley.yml",
        """
        parley:
          host: 0.0.0.0
          data: /var/lib/parley
          path-prefix: /realtime
          event-loops: 3
          lenient-protocol: true
          lenient-data: true
          quick-start: off
          log: json
          cors: { allowed-origins: ["https://a.example", "http://localhost:5173"] }
          limits: { event-data-bytes: 20480, frame-bytes: 131072 }
          apps:
            - id: 0123
              name: Shop
              enabled: false
              keys: [ { key: new, secret: s1 }, { key: old, secret: s2 } ]
              options: { client-events: false, subscription-counts: true, watchlists: false,
                         authorized-connections: true, force-tls: true,
                         allowed-origins: ["https://shop.example"] }
              limits: { connections-per-app: 5 }
        """);
    ServerSettings settings = load(Map.of(), Map.of());
    assertThat(settings.listensOnLoopback()).isFalse();
    assertThat(settings.quickStart()).isEqualTo(QuickStart.OFF);
    assertThat(settings.log()).isEqualTo(LogFormat.JSON);
    assertThat(settings.corsOrigins())
        .containsExactly("https://a.example", "http://localhost:5173");
    assertThat(settings.node().pathPrefix()).isEqualTo("/realtime");
    assertThat(settings.node().eventLoops()).isEqualTo(3);
    assertThat(settings.node().lenientProtocol()).isTrue();
    assertThat(settings.node().lenientData()).isTrue();
    assertThat(settings.limits().get(Limit.FRAME_BYTES)).isEqualTo(131_072);

    App app = settings.apps().getFirst();
    assertThat(app.id()).as("not read as an octal number").isEqualTo("0123");
    assertThat(app.enabled()).isFalse();
    assertThat(app.keys()).extracting("key").containsExactly("new", "old");
    assertThat(app.options().has(Feature.CLIENT_EVENTS)).isFalse();
    assertThat(app.options().has(Feature.SUBSCRIPTION_COUNTS)).isTrue();
    assertThat(app.options().has(Feature.WATCHLISTS)).isFalse();
    assertThat(app.options().has(Feature.AUTHORIZED_CONNECTIONS)).isTrue();
    assertThat(app.options().has(Feature.FORCE_TLS)).isTrue();
    assertThat(app.options().allowedOrigins()).containsExactly("https://shop.example");
    assertThat(app.options().limits().get(Limit.CONNECTIONS_PER_APP)).isEqualTo(5);
    assertThat(app.options().limits().get(Limit.EVENT_DATA_BYTES))
        .as("the node's limit is the app's default")
        .isEqualTo(20_480);
  }

  @Test
  void readsWhatTheGuidesOfTheOfficialLibrariesName() throws IOException {
    write(
        ".env",
        """
        # as in any guide
        PUSHER_APP_ID="1234567"
        PUSHER_KEY=key
        PUSHER_SECRET=secret
        PUSHER_CLUSTER=eu
        PUSHER_HOST=rt.example.com
        PUSHER_PORT=443
        PUSHER_SCHEME=https
        DATABASE_URL=postgres://elsewhere
        """);
    ServerSettings settings = load(Map.of(), Map.of("PUSHER_KEY", "stronger"));
    assertThat(settings.defaultApp().id()).isEqualTo("1234567");
    assertThat(settings.defaultApp().key()).isEqualTo("stronger");
    assertThat(settings.defaultApp().secret()).isEqualTo("secret");
    assertThat(settings.client()).isEqualTo(new ClientAddress("https", "rt.example.com", 443));
    assertThat(settings.port()).as("clients' port is not ours").isEqualTo(8080);
  }

  @Test
  void readsListsAndLimitsFromTheEnvironment() {
    ServerSettings settings =
        load(
            Map.of(),
            Map.of(
                "PARLEY_CORS_ALLOWED_ORIGINS", "https://a.example, https://b.example",
                "PARLEY_LIMITS_EVENT_DATA_BYTES", "512"));
    assertThat(settings.corsOrigins()).containsExactly("https://a.example", "https://b.example");
    assertThat(settings.limits().get(Limit.EVENT_DATA_BYTES)).isEqualTo(512);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "port: 99999 | parley.port: expected 0..65535, got 99999",
        "port: [1] | parley.port: expected one value, got a list",
        "prot: 80 | parley.prot: unknown key; expected one of admin-token, apps, client, compression,",
        "lenient-data: yes | parley.lenient-data: expected true or false, got yes",
        "quick-start: maybe | parley.quick-start: expected one of auto, on, off, got maybe",
        "path-prefix: /a/ | parley.path-prefix: expected nothing, or /name without a trailing",
        "retention: 30m | parley.retention: expected forever or a time from 1h to 3650d, such as 12h"
            + " or 7d, got 30m",
        "event-loops: 257 | parley.event-loops: expected 0..256, got 257",
        "limits: {event-data-bytes: 1} | parley.limits.event-data-bytes: expected 256..1048576 bytes, got 1",
        "limits: {event-data: 1} | parley.limits.event-data: unknown key; expected one of accept-backlog",
        "cors: {allowed-origins: [x]} | parley.cors.allowed-origins: expected origins like https://example.com",
        "apps: {a: 1} | parley.apps: expected a list, got a mapping",
        "apps: [1] | parley.apps[0]: expected a mapping",
        "apps: [{name: x}] | parley.apps[0].id: expected [A-Za-z0-9_-]{1,64}, got nothing",
        "apps: [{id: a}] | parley.apps[0]: app a: keys: expected at least one",
        "apps: [{id: a, keys: [{key: k, secret: hush}], limits: {frame-bytes: 2048}}] | parley.apps[0].limits.frame-bytes: unknown key",
        "apps: [{id: a, keys: [{key: 'k k', secret: hush}]}] | parley.apps[0].keys[0]: key: expected",
        "apps: [{id: a, keys: [{key: k, secret: {hush: hush}}]}] | parley.apps[0].keys[0].secret: expected one value, got a mapping",
        "apps: [{id: a, keys: hush}] | parley.apps[0].keys: expected a list, got something else (not shown)",
        "apps: [{id: a, keys: [{key: k, secret: hush}]}, {id: b, keys: [{key: k, secret: hush}]}] | parley.apps[1]: key k is used by two apps",
        "store: hush | parley.store: expected a mapping, got something else (not shown)",
        "store: {password: hush} | parley.store.url: expected postgresql://host:port/database, got nothing",
        "store: {url: 'mysql://me:hush@db/x'} | parley.store.url: expected postgresql://host:port/database, got something else (not shown)",
        "store: {url: 'postgresql://me:hush@db'} | parley.store.url: expected postgresql://host:port/database, got",
        "store: {url: 'postgresql://me:%hush@db/x'} | parley.store.url: expected postgresql://host:port/database with %XX",
        "store: {passwort: hush} | parley.store.passwort: unknown key; expected one of password, url, user",
        "port: 1, port: 2 | line 1: not valid YAML: found duplicate key port",
      })
  void refusesWhatItCannotUseAndNamesTheKey(String line, String message) throws IOException {
    write("parley.yml", "parley: {" + line + "}");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hush");
  }

  @Test
  void saysWhereABadValueCameFrom() throws IOException {
    write(".env", "PARLEY_PORT=abc");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .hasMessage("parley.port: expected 0..65535, got abc (from PARLEY_PORT in ./.env)");
    assertThatThrownBy(() -> load(Map.of(), Map.of("PARLEY_PORT", "x")))
        .hasMessageEndingWith("got x (from variable PARLEY_PORT)");
    assertThatThrownBy(() -> load(Map.of("port", "-1"), Map.of()))
        .hasMessageEndingWith("got -1 (from flag --port)");
  }

  @Test
  void refusesMisspeltSettingsInTheEnvFileButNotForeignVariables() throws IOException {
    assertThat(load(Map.of(), Map.of("PARLEY_SERVICE_HOST", "10.0.0.1")).port()).isEqualTo(8080);
    write(".env", "PARLEY_PROT=80");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .hasMessage("./.env: PARLEY_PROT: unknown setting");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql://db.example:5433/parley, jdbc:postgresql://db.example:5433/parley, -, -",
        "postgres://me@db/parley?sslmode=require, jdbc:postgresql://db/parley?sslmode=require, me, -",
        "jdbc:postgresql://[::1]:5432/parley, jdbc:postgresql://[::1]:5432/parley, -, -",
        "postgresql://me:h%40sh+@db/parley, jdbc:postgresql://db/parley, me, h@sh+",
      })
  void readsWhereTheDatabaseIs(String url, String jdbc, String user, String password) {
    var settings = load(Map.of("store.url", url), Map.of());
    assertThat(settings.store()).isEqualTo(new StorePlace.Database(jdbc, user, password));
    var named = Map.of("PARLEY_STORE_USER", "else", "PARLEY_STORE_PASSWORD", "other");
    assertThat(load(Map.of("store.url", url), named).store())
        .as("what is named on its own goes before the URL")
        .isEqualTo(new StorePlace.Database(jdbc, "else", "other"));
    assertThat(settings.toString()).contains("/parley").doesNotContain("h@sh", "h%40sh");
  }

  @Test
  void keepsTheStoreInTheDataFolderIfNoDatabaseIsNamed() {
    assertThat(load(Map.of("data", "here"), Map.of()).store())
        .isEqualTo(new StorePlace.Folder(Path.of("here").toAbsolutePath()));
  }

  @Test
  void neverQuotesALineThatItCannotRead() throws IOException {
    write(".env", "PUSHER_SECRET hush");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(".env")
        .hasMessageNotContaining("hush");
    write(".env", "");
    write("parley.yml", "parley:\n  apps:\n  - secret: 'hush\n");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not valid YAML")
        .hasMessageNotContaining("hush");
  }

  @Test
  void keepsSecretsOutOfItsOwnText() {
    ServerSettings settings =
        ServerSettings.of(
            Map.of(
                "default-app", Map.of("id", "1", "key", "k", "secret", "hush"),
                "apps",
                    List.of(
                        Map.of("id", "2", "keys", List.of(Map.of("key", "l", "secret", "hush"))))));
    assertThat(settings.toString()).contains("id=1").doesNotContain("hush");
  }

  @Test
  void takesTheSettingsFileThatIsNamed() throws IOException {
    write("other.yml", "parley: {port: 1234}");
    write("parley.yml", "parley: {port: 1}");
    var loader = loader(Map.of("PARLEY_CONFIG", "other.yml"));
    assertThat(loader.load(Map.of(), null).port()).isEqualTo(1234);
    assertThat(loader(Map.of()).load(Map.of(), Path.of("other.yml")).port()).isEqualTo(1234);
    assertThatThrownBy(() -> loader(Map.of()).load(Map.of(), Path.of("none.yml")))
        .hasMessageContaining("none.yml is not there");
  }

  @Test
  void takesTheSameTreeInCode() {
    var tree = Map.<String, Object>of("port", 0, "lenient-data", true, "data", folder);
    for (var settings :
        List.of(ServerSettings.of(tree), ServerSettings.of(Map.of("parley", tree)))) {
      assertThat(settings.port()).isZero();
      assertThat(settings.lenientData()).isTrue();
      assertThat(settings.data()).isEqualTo(folder);
    }
  }

  private ServerSettings load(Map<String, String> flags, Map<String, String> environment) {
    return loader(environment).load(flags, null);
  }

  private SettingsLoader loader(Map<String, String> environment) {
    return new SettingsLoader(new Surroundings(folder, environment));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
