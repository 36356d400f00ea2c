package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthEndpointsTest {
  private final RealtimeSettings settings =
      RealtimeSettings.builder().appId("3").key("k").secret("s").build();
  private final AuthEndpoints endpoints =
      AuthEndpoints.of(
          RealtimeAuth.of(settings),
          ChannelRule.ownChannel().or((user, channel) -> channel.equals("presence-lobby")));

  @ParameterizedTest
  @CsvSource({
    "user123,socket_id=1.2&channel_name=private-user123,200",
    "user123,socket_id=1.2&channel_name=presence-lobby,200",
    "user123,socket_id=1.2&channel_name=private-user124,403",
    "user123,socket_id=1.2&channel_name=private-user1234,403",
    "encrypted-pay,socket_id=1.2&channel_name=private-encrypted-pay,403",
    "cache-pay,socket_id=1.2&channel_name=private-cache-pay,403",
    // what comes second cannot replace what was checked, nor can a signed text be continued
    "user123,socket_id=1.2&channel_name=private-user124&channel_name=private-user123,403",
    "user123,socket_id=1.2:private-user124&channel_name=private-user123,400",
    ",socket_id=1.2&channel_name=private-user123,401",
    "user123,channel_name=private-user123,400",
    "user123,socket_id=1.2,400",
    "user123,socket_id=1.2&channel_name=public-news,400",
    "user123,socket_id=1.2&channel_name=private-a%20b,400",
    "user123,socket_id=%zz&channel_name=private-user123,400",
  })
  void shouldSignOnlyWhatTheUserMayHear(String user, String form, int status) {
    AuthAnswer answer = endpoints.channel(user, form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(status == 200 ? "\"auth\":\"k:" : "\"error\":");
  }

  @Test
  void shouldTellOthersWhatTheApplicationSaysOfAUser() {
    AuthEndpoints told =
        endpoints.withUsers(
            id -> new RealtimeUser(id, Map.of("name", "Ada"), java.util.List.of("8")));
    assertThat(told.channel("7", "socket_id=1.2&channel_name=presence-lobby").body())
        .contains("{\\\"user_id\\\":\\\"7\\\",\\\"user_info\\\":{\\\"name\\\":\\\"Ada\\\"}}");
    assertThat(told.user("7", "socket_id=1.2").body())
        .contains("\\\"watchlist\\\":[\\\"8\\\"]")
        .contains("\\\"id\\\":\\\"7\\\"");
    assertThat(told.user(null, "socket_id=1.2").status()).isEqualTo(401);
  }

  @Test
  void shouldAnswerInTheWebServerOfTheJdk() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/pusher/auth",
        AuthHttpHandler.channel(
            endpoints, asked -> Optional.ofNullable(asked.getRequestHeaders().getFirst("X-User"))));
    server.createContext(
        "/pusher/user-auth", AuthHttpHandler.user(endpoints, asked -> Optional.of("7")));
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      var form = BodyPublishers.ofString("socket_id=1.2&channel_name=private-7");
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/pusher/auth"));
      assertThat(http.send(request.POST(form).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
      HttpResponse<String> mine =
          http.send(request.header("X-User", "7").build(), BodyHandlers.ofString());
      assertThat(mine.statusCode()).isEqualTo(200);
      assertThat(mine.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(http.send(request.GET().build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
      var large = BodyPublishers.ofString("socket_id=" + "1".repeat(5_000));
      assertThat(http.send(request.POST(large).build(), BodyHandlers.ofString()).statusCode())
          .isEqualTo(400);
      HttpRequest signIn =
          HttpRequest.newBuilder(URI.create(url + "/pusher/user-auth"))
              .POST(BodyPublishers.ofString("socket_id=1.2"))
              .build();
      assertThat(http.send(signIn, BodyHandlers.ofString()).body()).contains("user_data");
    } finally {
      server.stop(0);
    }
  }
}
