package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns apps. */
@Command(
    name = "app",
    description = "Apps (tenants): make, look at, change and remove them while the server runs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AppListCommand.class,
      AppShowCommand.class,
      AppCreateCommand.class,
      AppSetCommand.class,
      AppRotateCommand.class,
      AppDisableCommand.class,
      AppEnableCommand.class,
      AppDeleteCommand.class
    })
final class AppCommand {}
