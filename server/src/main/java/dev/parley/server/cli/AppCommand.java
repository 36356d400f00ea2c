package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns apps. */
@Command(
    name = "app",
    description = "Look at apps.",
    mixinStandardHelpOptions = true,
    subcommands = AppShowCommand.class)
final class AppCommand {}
