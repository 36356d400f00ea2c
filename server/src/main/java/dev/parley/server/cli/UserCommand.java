package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns accounts. */
@Command(
    name = "user",
    description = "Accounts: make, list, turn away, and hand out links for new passwords.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UserListCommand.class,
      UserCreateCommand.class,
      UserResetLinkCommand.class,
      UserDisableCommand.class,
      UserEnableCommand.class
    })
final class UserCommand {}
