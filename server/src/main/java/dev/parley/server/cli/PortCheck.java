package dev.parley.server.cli;

import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether the port is free, and if not, whether it is this server that has it. */
final class PortCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private PortCheck() {}

  static Check of(ServerSettings settings) {
    String place = "%s port %d".formatted(settings.host(), settings.port());
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
      return Check.good("Port", place + " is free");
    } catch (IOException e) {
      if (isParley(settings, Address.listening(settings))) {
        return Check.good("Port", place + ": a Parley server answers there");
      }
      return Check.bad("Port", place + ": " + e.getMessage(), "choose another with --port");
    }
  }

  private static boolean isParley(ServerSettings settings, Address address) {
    try (HttpClient client = LocalHttp.client(settings, PATIENCE)) {
      var request =
          HttpRequest.newBuilder(URI.create(address.url() + "/health/live"))
              .timeout(PATIENCE)
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().contains("\"UP\"");
    } catch (IOException | IllegalArgumentException | Failure _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
