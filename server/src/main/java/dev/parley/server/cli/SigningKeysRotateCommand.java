package dev.parley.server.cli;

import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.ServerKeys;
import dev.parley.server.config.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes new keys; nobody is signed out. */
@Command(
    name = "rotate",
    description = {
      "Make new keys. Nobody is signed out: an earlier key verifies what it signed until that",
      "expires, ten minutes for access tokens and 180 days for all else."
    },
    mixinStandardHelpOptions = true)
final class SigningKeysRotateCommand implements Callable<Integer> {
  private static final String PATH = "/api/admin/signing-keys/rotate";

  @Mixin private final UsersOptions options = new UsersOptions();

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      description = "access-token, refresh-token, sync-cursor or media-link; all if absent.")
  private @Nullable String purpose;

  /** A key that was made. */
  private record Made(String purpose, String id) {
    Map<String, Object> toTree() {
      return Map.of("purpose", purpose, "key_id", id);
    }
  }

  @Override
  public Integer call() {
    return options.answerWith(settings -> {
      List<ServerKeys.Purpose> purposes =
          purpose == null
              ? List.of(ServerKeys.Purpose.values())
              : List.of(ServerKeys.Purpose.parse(purpose));
      List<Made> made = rotate(settings, purposes);
      var text = new StringBuilder();
      made.forEach(key -> text.append("New key for %s: %s%n".formatted(key.purpose, key.id)));
      return new AnswerOptions.Answer(
          text.toString(), Map.of("keys", made.stream().map(Made::toTree).toList()));
    });
  }

  private static List<Made> rotate(ServerSettings settings, List<ServerKeys.Purpose> purposes) {
    var made = new ArrayList<Made>();
    Optional<AdminClient> running = AdminClient.of(settings);
    if (running.isPresent()) {
      try (AdminClient client = running.get()) {
        for (ServerKeys.Purpose one : purposes) {
          Map<String, Object> key = client.call("POST", PATH, Map.of("purpose", one.text()));
          made.add(new Made(one.text(), String.valueOf(key.get("key_id"))));
        }
      }
      return made;
    }
    try (LocalStore local = LocalStore.open(settings)) {
      KeyRing keys = KeyRing.load(local.transactions(), local.clock(), local.random());
      purposes.forEach(one -> made.add(new Made(one.text(), keys.of(one).rotate())));
    }
    return made;
  }
}
