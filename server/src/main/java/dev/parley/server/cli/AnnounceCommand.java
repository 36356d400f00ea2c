package dev.parley.server.cli;

import dev.parley.messenger.notice.Announcement;
import dev.parley.messenger.notice.Announcements;
import dev.parley.messenger.notice.NoticeText;
import dev.parley.server.config.ServerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says something to people, in their conversation with the server's own account. */
@Command(
    name = "announce",
    description = {
      "Tell everybody something, or only those who are named.",
      "Without a running server it is kept, and sent once one starts."
    },
    mixinStandardHelpOptions = true)
final class AnnounceCommand implements Callable<Integer> {
  private static final String PATH = "/api/admin/announcements";

  @Mixin private final UsersOptions options = new UsersOptions();

  @Parameters(paramLabel = "TEXT", description = "For everybody without a text of their language.")
  private String text = "";

  @Option(names = "--to", paramLabel = "USERNAME", description = "Only to this one; repeat it.")
  private List<String> to = new ArrayList<>();

  @Option(
      names = "--locale",
      paramLabel = "TAG=TEXT",
      description = "The same in another language, such as zh-CN=...; repeat it.")
  private Map<String, String> texts = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return options.answerWith(settings -> {
      List<String> named = to.isEmpty() ? null : to;
      Optional<AdminClient> running = AdminClient.of(settings);
      if (running.isEmpty()) {
        return keep(settings, named);
      }
      try (AdminClient client = running.get()) {
        var body = new LinkedHashMap<String, Object>();
        body.put("text", text);
        body.put("texts", texts);
        if (named != null) {
          body.put("to", named);
        }
        Map<String, Object> made = client.call("POST", PATH, body);
        return new AnswerOptions.Answer(
            "Announcement %s: %s accounts, %s sent.%n"
                .formatted(made.get("id"), made.get("recipients"), made.get("sent")),
            made);
      }
    });
  }

  private AnswerOptions.Answer keep(ServerSettings settings, @Nullable List<String> named) {
    try (LocalStore local = LocalStore.open(settings)) {
      Announcement made =
          new Announcements(local.transactions(), local.ids(), local.clock())
              .create(NoticeText.of(text, texts), named, "command line");
      var tree = new LinkedHashMap<String, Object>();
      tree.put("id", Long.toString(made.id()));
      tree.put("audience", made.audience().name().toLowerCase(Locale.ROOT));
      tree.put("recipients", made.recipients());
      tree.put("sent", 0);
      return new AnswerOptions.Answer(
          "Announcement %d: %d accounts, to be sent once the server starts.%n"
              .formatted(made.id(), made.recipients()),
          tree);
    }
  }
}
