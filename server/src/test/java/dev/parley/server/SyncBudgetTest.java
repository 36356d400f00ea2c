package dev.parley.server;

import static dev.parley.server.Api.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.store.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often one person's devices may ask to catch up. The budgets know no engine. */
class SyncBudgetTest {
  private static ServerFixture place;

  @BeforeAll
  static void start() {
    place = ServerFixture.on(Engine.SQLITE);
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  @Test
  void shouldTellWhoTakesTooManySnapshotsWhenToComeAgain() throws IOException {
    Person ann = Person.register(place.http(), "ann_snapshots");
    String path = "/api/sync/snapshot?limit=1&messages=1";
    for (int i = 0; i < Bound.SNAPSHOTS_PER_MINUTE.count(); i++) {
      assertThat(ann.call("GET", path).status()).isEqualTo(200);
    }
    RawHttp.Answer answer = ann.call("GET", path);
    for (int i = 0; i < 100 && answer.status() != 429; i++) { // it fills while it is emptied
      answer = ann.call("GET", path);
    }
    assertProblem(answer, 429, "rate-limited");
    assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
    ann.did("GET", "/api/sync");
    Person ben = Person.register(place.http(), "ben_snapshots");
    for (int i = 0; i < 20; i++) { // more than anybody's bucket got back meanwhile
      ben.did("GET", path);
    }
  }

  @Test
  void shouldLetThroughAPullAtEachPushAndStopOnlyALoop() throws Exception {
    Person ann = Person.register(place.http(), "ann_pulls");
    try (HttpClient client = HttpClient.newHttpClient()) {
      // refused for its lack of a cursor, and counted
      HttpRequest mark = request(ann, "/ack").POST(BodyPublishers.ofString("{}")).build();
      assertThat(until429(client, mark)).isGreaterThanOrEqualTo(Bound.SYNCS_PER_MINUTE.count());
      // and then, but for the little that has come back meanwhile:
      assertThat(until429(client, request(ann, "").build())).isLessThan(1_000);
      assertThat(until429(client, request(ann, "/history").build())).isLessThan(1_000);
    }
    ann.did("GET", "/api/sync/snapshot");
  }

  private static HttpRequest.Builder request(Person person, String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/api/sync%s".formatted(place.http().port(), path)))
        .header("Authorization", "Bearer " + person.token())
        .header("Content-Type", "application/json");
  }

  /** How many went through before one came too early. */
  private static int until429(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    for (int through = 0; through < 4 * Bound.SYNCS_PER_MINUTE.count(); through++) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 429) {
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        return through;
      }
    }
    throw new AssertionError("nothing came too early");
  }
}
