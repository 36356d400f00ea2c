package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** Ends a key. */
@Command(
    name = "revoke",
    description = "End a key at once; nothing of it is kept.",
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand extends EndByIdCommand {
  KeyRevokeCommand() {
    super("revoked", "key");
  }

  @Override
  void end(UsersSession session, String id) {
    session.keys().revoke(id);
  }
}
