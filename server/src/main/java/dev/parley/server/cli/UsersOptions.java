package dev.parley.server.cli;

import dev.parley.messenger.Refusal;
import dev.parley.server.config.ServerSettings;
import java.net.URI;
import java.util.function.Function;

/**
 * What every command about accounts, API keys, webhooks and their server takes, and how it answers.
 */
final class UsersOptions extends AnswerOptions {
  /** Works on the store and prints what comes of it. */
  int answer(Function<UsersSession, Answer> work) {
    return answerWith(settings -> {
      try (UsersSession session = UsersSession.open(settings)) {
        return work.apply(session);
      }
    });
  }

  /** Works with the settings and prints what comes of it. */
  int answerWith(Function<ServerSettings, Answer> work) {
    try {
      print(work.apply(settings()));
      return 0;
    } catch (Refusal e) {
      throw failure(e.field(), e.detail());
    }
  }

  /** Where people reach the server with a browser. */
  String url(UsersSession session) {
    ServerSettings settings = settings();
    URI running = session.address();
    return running == null || namesClientAddress(settings) || namesAddress()
        ? Address.forClients(settings).url()
        : running.toString();
  }
}
