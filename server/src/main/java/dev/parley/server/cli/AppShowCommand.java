package dev.parley.server.cli;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.server.app.Apps;
import dev.parley.server.config.ServerSettings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a client library needs, the secret included. */
@Command(
    name = "show",
    description = "Print id, key and secret of an app, and the environment lines for a client.",
    mixinStandardHelpOptions = true)
final class AppShowCommand implements Callable<Integer> {
  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder of the embedded store; ./data if absent.")
  private @Nullable String data;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The default app if absent.")
  private @Nullable String id;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ServerSettings settings = options.load(data);
    Apps apps = KnownApps.of(settings);
    App app =
        id == null
            ? apps.defaultApp()
            : apps.byId(id).orElseThrow(() -> new Failure("there is no app " + id));
    Address address =
        options.namesAddress() ? Address.listening(settings) : Address.forClients(settings);
    print(text(app, address, settings.pathPrefix()));
    return 0;
  }

  private static String text(App app, Address address, String pathPrefix) {
    var text = new StringBuilder();
    text.append("App     %s   %s%n".formatted(app.id(), app.name()));
    for (AppKey pair : app.keys()) {
      text.append("Key     %s%nSecret  %s%n".formatted(pair.key(), pair.secret()));
    }
    if (!pathPrefix.isEmpty()) {
      text.append("Path    %s%n".formatted(pathPrefix));
    }
    AppKey first = app.keys().getFirst();
    return text.append(
            """

            PUSHER_APP_ID=%s
            PUSHER_KEY=%s
            PUSHER_SECRET=%s
            PUSHER_CLUSTER=parley
            PUSHER_HOST=%s
            PUSHER_PORT=%d
            PUSHER_SCHEME=%s
            """
                .formatted(
                    app.id(),
                    first.key(),
                    first.secret(),
                    address.host(),
                    address.port(),
                    address.scheme()))
        .toString();
  }

  private void print(String text) {
    if (spec != null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }
}
