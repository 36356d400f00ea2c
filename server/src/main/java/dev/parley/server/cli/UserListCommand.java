package dev.parley.server.cli;

import dev.parley.server.user.UserView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every account. */
@Command(name = "list", description = "List all accounts.", mixinStandardHelpOptions = true)
final class UserListCommand implements Callable<Integer> {
  private static final int PAGE = 200;
  private static final String LINE = "%-19s  %-32s  %-8s  %-20s  %s%n";

  @Mixin private final UsersOptions options = new UsersOptions();

  @Override
  public Integer call() {
    return options.answer(session -> {
      List<UserView> users = all(session);
      return new AnswerOptions.Answer(
          text(users), Map.of("users", users.stream().map(UserView::toTree).toList()));
    });
  }

  private static List<UserView> all(UsersSession session) {
    var users = new ArrayList<UserView>();
    List<UserView> page = session.users().list(0, PAGE);
    while (!page.isEmpty()) {
      users.addAll(page);
      page = session.users().list(Long.parseLong(page.getLast().id()), PAGE);
    }
    return users;
  }

  private static String text(List<UserView> users) {
    var text =
        new StringBuilder(
            String.format(Locale.ROOT, LINE, "ID", "USERNAME", "STATE", "LAST SEEN", "NAME"));
    for (UserView user : users) {
      Long seen = user.lastSeenAt();
      text.append(
          String.format(
              Locale.ROOT,
              LINE,
              user.id(),
              user.username(),
              user.enabled() ? "enabled" : "disabled",
              seen == null ? "never" : Instant.ofEpochMilli(seen / 1_000 * 1_000),
              user.displayName()));
    }
    return text.toString();
  }
}
