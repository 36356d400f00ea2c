package dev.parley.server.cli;

import dev.parley.channels.app.App;
import dev.parley.server.app.AppRefused;
import dev.parley.server.app.AppView;
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
import java.util.Optional;
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
    App app = app(settings);
    Address address =
        options.namesAddress() ? Address.listening(settings) : Address.forClients(settings);
    var request = new EventRequest(app, channels, event, data);
    HttpResponse<String> answer =
        send(settings, request, address.url() + settings.pathPrefix(), Clock.systemUTC());
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

  /** The settings alone may tell; else the server or its store is asked. */
  private App app(ServerSettings settings) {
    Optional<Apps> named = Apps.withoutStore(settings);
    if (named.isPresent()) {
      Optional<App> found =
          appId == null ? Optional.of(named.get().defaultApp()) : named.get().byId(appId);
      if (found.isPresent()) {
        return found.get();
      }
    }
    try (AppsSession session = AppsSession.open(settings)) {
      AppView app = session.apps().find(appId == null ? "" : appId);
      AppView.KeyView pair = app.activeKeys().getFirst();
      return App.of(app.id(), pair.key(), String.valueOf(pair.secret()));
    } catch (AppRefused e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private static HttpResponse<String> send(
      ServerSettings settings, EventRequest request, String base, Clock clock)
      throws InterruptedException {
    try (HttpClient client = LocalHttp.client(settings, PATIENCE)) {
      return client.send(request.to(base, clock, PATIENCE), BodyHandlers.ofString());
    } catch (ConnectException _) {
      throw new Failure("nothing answers at " + base + "; is the server running?");
    } catch (IOException e) {
      throw new Failure("no answer from " + base + ": " + e);
    }
  }
}
