package dev.parley.server.cli;

import dev.parley.server.app.AppRefused;
import dev.parley.server.app.AppView;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every command about apps takes, and how it answers. */
final class AppsOptions extends AnswerOptions {
  /** Works on the apps and prints what comes of it. */
  int answer(Function<AppsSession, Answer> work) {
    try (AppsSession session = AppsSession.open(settings())) {
      print(work.apply(session));
      return 0;
    } catch (AppRefused e) {
      throw failure(e.field(), e.getMessage());
    }
  }

  /** Shows an app with its secrets and the lines for a client's environment. */
  Answer withSecrets(AppsSession session, AppView app) {
    ServerSettings settings = settings();
    return new Answer(
        AppText.withSecrets(app, address(settings, session.address()), settings.pathPrefix()),
        app.toTree());
  }

  private Address address(ServerSettings settings, @Nullable URI running) {
    if (namesAddress()) {
      return Address.listening(settings);
    }
    return running == null || namesClientAddress(settings)
        ? Address.forClients(settings)
        : new Address(running.getScheme(), running.getHost(), running.getPort());
  }
}
