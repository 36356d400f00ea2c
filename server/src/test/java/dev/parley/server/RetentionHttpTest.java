package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long messages are kept, as members and operators say it. */
@Timeout(120)
class RetentionHttpTest {
  private final Path data;

  RetentionHttpTest(@TempDir Path data) {
    this.data = data;
  }

  private ParleyServer start(String retention, Duration later) {
    return ParleyServer.start(
        ServerSettings.of(Map.of("port", 0, "data", data, "retention", retention)),
        Clock.offset(Clock.systemUTC(), later));
  }

  private RawHttp.Answer admin(RawHttp http, String method, String body) throws IOException {
    return http.send(
        method,
        "/api/admin/retention",
        body,
        "Authorization: Bearer " + Files.readString(data.resolve("admin-token")).strip(),
        "Content-Type: application/json");
  }

  @Test
  void shouldPurgeWhatIsTooOldAndTellItInTheConversation() throws IOException {
    String group;
    String forever;
    try (ParleyServer server = start("7d", Duration.ZERO)) {
      Person ann = Person.register(new RawHttp(server.port()), "ann");
      Person ben = Person.register(ann.http(), "ben");
      group = ann.group("Week", ben);
      forever = ann.group("Archive", ben);
      ann.did("PATCH", "/api/conversations/" + forever, "retention", "forever");
      ben.say(group, "a week");
      ben.say(forever, "ever");
    }
    try (ParleyServer server = start("7d", Duration.ofDays(8))) {
      var http = new RawHttp(server.port());
      Map<String, Object> session =
          JsonTree.read(
              http.post("/api/auth/login", Api.json("identifier", "ann", "password", Api.PASSWORD))
                  .body());
      Person ann = new Person(http, "ann", "", String.valueOf(session.get("access_token")));
      String path = "/api/conversations/" + group;
      Awaitility.await()
          .until(() -> String.valueOf(ann.did("GET", path).get("purge_seq")).equals("2"));
      Map<String, Object> purged = ann.did("GET", path);
      assertThat(purged.get("last_message")).isNull();
      assertThat(String.valueOf(purged.get("unread"))).isEqualTo("0");
      assertThat(ann.log(group)).isEmpty();
      assertThat(ann.log(forever)).extracting(message -> message.get("text")).contains("ever");
    }
  }

  @Test
  void shouldLetAdminsOfTheGroupSayAndRefuseWhatIsNoTime() throws IOException {
    try (ParleyServer server = start("forever", Duration.ZERO)) {
      Person ann = Person.register(new RawHttp(server.port()), "ann");
      Person ben = Person.register(ann.http(), "ben");
      String group = "/api/conversations/" + ann.group("Group", ben);
      assertThat(ann.did("GET", group).get("retention")).isEqualTo("server");
      assertThat(ann.did("PATCH", group, "retention", "12h").get("retention")).isEqualTo("12h");
      assertThat(ann.did("PATCH", group, "title", "Other").get("retention")).isEqualTo("12h");
      assertProblem(ben.call("PATCH", group, "retention", "1h"), 403, "not-allowed");
      for (String wrong : new String[] {"", "1s", "0d", "3651d", "never"}) {
        assertField(ann.call("PATCH", group, "retention", wrong), "invalid-field", "retention");
      }
      assertThat(ann.did("GET", group).get("retention")).isEqualTo("12h");
      assertThat(ben.did("GET", group + "/messages").toString())
          .contains("type=retention-changed", "retention=12h");
      assertThat(ann.did("PATCH", group, "retention", "server").get("retention"))
          .isEqualTo("server");
    }
  }

  @Test
  void shouldLetOperatorsSayForTheWholeServer() throws IOException {
    try (ParleyServer server = start("30d", Duration.ZERO)) {
      var http = new RawHttp(server.port());
      assertThat(http.get("/api/admin/retention").status()).isEqualTo(401);
      assertThat(JsonTree.read(admin(http, "GET", "").body()))
          .isEqualTo(Map.of("retention", "30d", "from", "settings"));
      assertThat(JsonTree.read(admin(http, "PUT", "{\"retention\":\"7d\"}").body()))
          .isEqualTo(Map.of("retention", "7d", "from", "operator"));
      assertField(admin(http, "PUT", "{\"retention\":\"server\"}"), "invalid-field", "retention");
      assertField(admin(http, "PUT", "{}"), "invalid-field", "retention");
    }
    try (ParleyServer server = start("30d", Duration.ZERO)) {
      var http = new RawHttp(server.port());
      assertThat(admin(http, "GET", "").body()).contains("7d");
      assertThat(JsonTree.read(admin(http, "DELETE", "").body()))
          .isEqualTo(Map.of("retention", "30d", "from", "settings"));
    }
  }
}
