package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonElement;
import dev.parley.channels.api.ApiRequest;
import dev.parley.channels.api.ApiResponse;
import dev.parley.channels.api.SignedApi;
import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.broker.LocalBroker;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.stream.Streams;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Requests to the HTTP API: whatever they are, the answer is JSON and never a failure inside. */
@Tag("fuzz")
class ApiFuzzTest {
  private static final String KEY = "key";
  private static final String SECRET = "secret";
  private static final Set<Integer> STATUSES = Set.of(200, 202, 400, 401, 403, 404, 413, 429);
  private static final int LONGEST_TEXT = 2_000;
  private static final SignedApi API = newApi();

  private static SignedApi newApi() {
    var limits = Limits.DEFAULTS.with(Limit.RETAINED_BYTES, Limit.RETAINED_BYTES.min());
    var random = new Random(1);
    var broker = new LocalBroker(new Streams(limits, () -> 0, random));
    var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    var apps = new FixedApps(List.of(App.of("1", KEY, SECRET)));
    var hub =
        new Hub(
            1, apps, limits, broker, (_, _) -> {}, InstantSource.system(), () -> 0, random, timer);
    broker.start(hub);
    var publisher = new Publisher(broker, (_, _) -> {});
    return new SignedApi(hub, broker, publisher, InstantSource.fixed(FuzzNode.NOW), () -> 0, false);
  }

  /** Parts of a request: method and path on the first lines, then the query, then the body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parts(String method, String path, String query, byte[] body) {
    static Parts of(byte[] input) {
      String[] lines = new String(input, ISO_8859_1).split("\n", 4);
      String body = lines.length > 3 ? lines[3] : "";
      return new Parts(line(lines, 0), line(lines, 1), line(lines, 2), body.getBytes(ISO_8859_1));
    }

    private static String line(String[] lines, int index) {
      return index < lines.length ? lines[index] : "";
    }
  }

  /** A request as anybody could send it. */
  @FuzzTest(maxDuration = "2m")
  void answersAnything(byte[] input) {
    Parts parts = Parts.of(input);
    if (SignedApi.owns(parts.path())) {
      answer(parts, parts.query());
    }
  }

  /** A request that its app's back end has signed, so that what is wrong with it is looked at. */
  @FuzzTest(maxDuration = "4m")
  void answersWhateverIsSigned(byte[] input) {
    Parts parts = Parts.of(input);
    if (!SignedApi.owns(parts.path()) || mentionsAuth(parts.query())) {
      return;
    }
    var query = new ArrayList<String>();
    Arrays.stream(parts.query().split("&")).filter(p -> !p.isEmpty()).forEach(query::add);
    query.add("auth_key=" + KEY);
    query.add("auth_timestamp=" + FuzzNode.NOW.getEpochSecond());
    query.add("auth_version=1.0");
    query.add("body_md5=" + md5(parts.body()));
    String text = parts.method() + "\n" + parts.path() + "\n" + canonical(query);
    query.add("auth_signature=" + FuzzSocket.hmac(SECRET, text));
    ApiResponse response = answer(parts, String.join("&", query));
    assertThat(response.status())
        .as("of a request that is signed as it should be")
        .isNotEqualTo(401);
  }

  /** Names with escapes are left to the test of queries, and those of authentication to us. */
  private static boolean mentionsAuth(String query) {
    String lower = query.toLowerCase(Locale.ROOT);
    return lower.contains("auth_") || lower.contains("body_md5") || lower.contains("%");
  }

  private static String canonical(List<String> query) {
    return query.stream()
        .map(p -> p.contains("=") ? p : p + "=")
        .map(p -> p.split("=", 2))
        .map(p -> new String[] {p[0].toLowerCase(Locale.ROOT), p[1]})
        .sorted(Comparator.comparing(p -> p[0]))
        .map(p -> p[0] + "=" + p[1])
        .collect(Collectors.joining("&"));
  }

  private static ApiResponse answer(Parts parts, String query) {
    ApiResponse response =
        API.handle(new ApiRequest(parts.method(), parts.path(), parts.path(), query, parts.body()));
    assertThat(STATUSES).contains(response.status());
    String body = new String(response.body(), UTF_8);
    if (response.status() == 202) {
      assertThat(body).isEmpty();
      return response;
    }
    assertThat(SecondOpinion.read(body).filter(JsonElement::isJsonObject)).as(body).isPresent();
    if (response.status() >= 400) {
      int said = parts.method().length() + parts.path().length() + query.length();
      assertThat(body.length()).isLessThan(LONGEST_TEXT + 6 * said);
    }
    return response;
  }

  private static String md5(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
