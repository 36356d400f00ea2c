package dev.parley.server.cli;

import dev.parley.server.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** Entry of the process; the launcher {@code parley} calls it. */
@Command(
    name = "parley",
    description = "A self-hosted realtime server that speaks the Pusher Channels protocol.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      ServeCommand.class,
      TriggerCommand.class,
      AppCommand.class,
      UserCommand.class,
      RetentionCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      KeyCommand.class,
      AnnounceCommand.class,
      SigningKeysCommand.class,
      WebhookCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "The launcher adds: test, bench, format.",
      "Settings come from flags, the environment (PARLEY_..., PUSHER_...), ./.env and",
      "./parley.yml, in that order."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commands().execute(arguments);
  }

  /** All commands, ready to be executed. */
  static CommandLine commands() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** One line instead of a stack trace: whoever types a command wants to know what to change. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    command.getErr().println("parley: " + message);
    command.getErr().flush();
    return e instanceof ConfigException ? 2 : 1;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"parley " + ofThisProgram(), "Java " + Runtime.version()};
    }

    static String ofThisProgram() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(not packaged)" : version;
    }
  }
}
