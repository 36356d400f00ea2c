package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns the server's own keys. */
@Command(
    name = "signing-keys",
    description = "The server's own keys, which sign the tokens of sessions.",
    mixinStandardHelpOptions = true,
    subcommands = SigningKeysRotateCommand.class)
final class SigningKeysCommand {}
