package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns the keys of back ends. */
@Command(
    name = "key",
    description = "API keys of back ends: make, list, replace, end.",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeyListCommand.class,
      KeyCreateCommand.class,
      KeyRotateCommand.class,
      KeyRevokeCommand.class
    })
final class KeyCommand {}
