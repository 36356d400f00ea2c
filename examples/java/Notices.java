import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.client.AuthEndpoints;
import dev.parley.client.AuthHttpHandler;
import dev.parley.client.ChannelNames;
import dev.parley.client.ChannelRule;
import dev.parley.client.RealtimeClient;
import dev.parley.client.RealtimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A back end that tells each user something that no other hears. */
class Notices {
  public static void main(String[] args) throws IOException {
    RealtimeClient realtime = RealtimeClient.fromEnvironment();
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());

    AuthEndpoints endpoints = AuthEndpoints.of(realtime.auth(), ChannelRule.ownChannel());
    server.createContext("/pusher/auth", AuthHttpHandler.channel(endpoints, Notices::userOf));
    server.createContext("/notify", exchange -> notifyUser(realtime, exchange));
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/notify?user=ada");
  }

  private static void notifyUser(RealtimeClient realtime, HttpExchange exchange) throws IOException {
    try {
      String user = userOf(exchange).orElseThrow();
      String channel = ChannelNames.createPrivateChannelName(user);
      realtime.send(channel, "user-notification", Map.of("message", "Hello, " + user));
      answer(exchange, 200, "sent to " + channel + "\n");
    } catch (RealtimeException e) {
      int status =
          switch (e) {
            case RealtimeException.IllegalArgument illegal -> 400;
            case RealtimeException.Refused refused -> 502;
            case RealtimeException.Unreachable unreachable -> 504;
            case RealtimeException.Incomplete incomplete -> 502;
          };
      answer(exchange, status, e.getMessage() + "\n");
    }
  }

  /** Yours looks at a cookie or a token instead of the address. */
  private static Optional<String> userOf(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return Optional.ofNullable(query)
        .filter(text -> text.startsWith("user="))
        .map(text -> text.substring("user=".length()));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
