package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** Takes a webhook away. */
@Command(
    name = "delete",
    description = "Take a webhook away; what is queued for it is still tried.",
    mixinStandardHelpOptions = true)
final class WebhookDeleteCommand extends EndByIdCommand {
  WebhookDeleteCommand() {
    super("deleted", "webhook");
  }

  @Override
  void end(UsersSession session, String id) {
    session.hooks().remove(id);
  }
}
