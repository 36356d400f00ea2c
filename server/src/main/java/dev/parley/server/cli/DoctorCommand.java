package dev.parley.server.cli;

import dev.parley.server.config.ServerSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at what a server needs from its machine and says what to do where it falls short. */
@Command(
    name = "doctor",
    description =
        "Check this machine and the settings; says what to do. Exit code 1 if a server"
            + " could not run.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final ServerOptions options = new ServerOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ServerSettings settings = options.load();
    List<Check> checks = new ArrayList<>();
    checks.add(SystemChecks.java());
    checks.addAll(SystemChecks.fileDescriptors());
    checks.addAll(SystemChecks.kernel());
    checks.addAll(SystemChecks.dataFolder(settings.data().toAbsolutePath().normalize()));
    checks.addAll(DatabaseCheck.of(settings));
    checks.addAll(BackupCheck.of(settings, Clock.systemUTC()));
    checks.add(PortCheck.of(settings));
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      checks.forEach(check -> out.println(check.line()));
      out.flush();
    }
    return checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.BAD) ? 1 : 0;
  }
}
