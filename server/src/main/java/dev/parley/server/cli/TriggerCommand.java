package dev.parley.server.cli;

import dev.parley.channels.app.App;
import dev.parley.server.app.Apps;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes one event through the signed HTTP API, as any back end would. */
@Command(
    name = "trigger",
    description = "Publish an event to a running server.",
    mixinStandardHelpOptions = true)
final class TriggerCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--channel",
      required = true,
      paramLabel = "NAME",
      description = "May be given several times.")
  private List<String> channels = List.of();

  @Option(names = "--event", required = true, paramLabel = "NAME", description = "Event name.")
  private String event = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "TEXT",
      description = "What the event carries, as it is; usually JSON.")
  private String data = "";

  @Option(names = "--app", paramLabel = "ID", description = "The default app if absent.")
  private @Nullable String appId;

  @Option(
      names = "--data-folder",
      paramLabel = "FOLDER",
      description = "Folder of the server's store, where the default app's secret is.")
  private @Nullable String folder;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    ServerSettings settings = options.load(folder);
    Apps apps = KnownApps.of(settings);
    App app =
        appId == null
            ? apps.defaultApp()
            : apps.byId(appId).orElseThrow(() -> new Failure("there is no app " + appId));
    Address address =
        options.namesAddress() ? Address.listening(settings) : Address.forClients(settings);
    var request = new EventRequest(app, channels, event, data);
    HttpResponse<String> answer =
        send(request, address.url() + settings.pathPrefix(), Clock.systemUTC());
    if (answer.statusCode() != 200) {
      throw new Failure(
          "the server answered %d: %s".formatted(answer.statusCode(), answer.body().strip()));
    }
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .println("Published %s to %s.".formatted(event, String.join(", ", channels)));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private static HttpResponse<String> send(EventRequest request, String base, Clock clock)
      throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request.to(base, clock, PATIENCE), BodyHandlers.ofString());
    } catch (ConnectException _) {
      throw new Failure("nothing answers at " + base + "; is the server running?");
    } catch (IOException e) {
      throw new Failure("no answer from " + base + ": " + e);
    }
  }
}
