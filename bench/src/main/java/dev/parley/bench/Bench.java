package dev.parley.bench;

import dev.parley.bench.report.RawFiles;
import dev.parley.bench.report.ResultsFile;
import dev.parley.bench.report.Table;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.FloorCompiler;
import dev.parley.bench.rig.Rig;
import dev.parley.bench.scenario.Scenario;
import dev.parley.bench.scenario.Scenarios;
import dev.parley.bench.scenario.Stage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./parley bench}: measures Parley beside its floors and writes {@code bench/RESULTS.md}.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = LoadCommand.class,
    description = "Measures Parley beside its floors, in turn, and writes bench/RESULTS.md.")
public final class Bench implements Callable<Integer> {
  private static final String NETTY = "dev.parley.bench.netty.BareBroadcaster";

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "Short runs and small crowds: a look, no result.")
  private boolean quick;

  @Option(names = "--rounds", description = "Turns of each server (default 2; quick 1).")
  private int rounds;

  @Option(
      names = "--server",
      defaultValue = "./parley serve --port {port} --data {data}",
      description =
          "How to start Parley; {port} and {data} are filled in (default: ${DEFAULT-VALUE}).")
  private String server;

  @Option(
      names = "--only",
      split = ",",
      description = "Servers to measure: floor, netty, parley (default: all).")
  private List<String> only = List.of("floor", "netty", "parley");

  @Option(
      names = "--home",
      description = "Folder that holds bench/ (default: the one this program was built in).")
  private @Nullable Path home;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO",
      description =
          "fanout, channels, sizes, publish, handshakes, idle, headcount, storm, frozen, pauses, messages, history, media, push"
              + " (default: all).")
  private List<String> names = List.of();

  /** Filled in by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  public Bench() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler((failure, command, _) -> {
          command.getErr().println("bench: " + failure.getMessage());
          return 1;
        });
  }

  @Override
  public Integer call() throws IOException {
    List<Scenario> scenarios = scenarios();
    Path root = root();
    Path out = Files.createDirectories(root.resolve("bench/out"));
    List<Contender> contenders = contenders(root, out);
    Path raw = Files.createDirectories(out.resolve("raw-" + System.currentTimeMillis()));
    Stage stage = new Stage(contenders, effort(), root, raw, new RawFiles(raw), this::say);
    Rig rig = Rig.here();
    ResultsFile results =
        new ResultsFile(quick ? out.resolve("QUICK.md") : root.resolve("bench/RESULTS.md"));
    for (Scenario scenario : scenarios) {
      say("== " + scenario.name());
      Table table = scenario.run(stage);
      String provenance =
          ResultsFile.provenance(
              rig,
              Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
              commandText(),
              contenders.stream().map(Bench::describe).collect(Collectors.joining("; ")));
      // Written after each scenario: what is measured is not lost when a later one fails.
      results.put(
          Map.of(scenario.name(), "\n" + scenario.explanation() + provenance + table.markdown()));
      say(table.markdown());
    }
    return 0;
  }

  /** The given folder, or the one in whose bench/target this program lies. */
  private Path root() {
    if (home != null) {
      return home.toAbsolutePath();
    }
    try {
      Path program =
          Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return program.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this program lies nowhere; give --home", e);
    }
  }

  private List<Scenario> scenarios() {
    List<Scenario> all = Scenarios.all();
    List<String> known = all.stream().map(Scenario::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "no scenario " + name + "; there are " + String.join(", ", known));
      }
    }
    return all.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
  }

  private List<Contender> contenders(Path root, Path out) {
    List<Contender> contenders = new ArrayList<>();
    if (only.contains("floor")) {
      Optional<Path> floor = FloorCompiler.compile(root.resolve("bench/floor"), out);
      floor.ifPresentOrElse(
          binary -> contenders.add(Contender.floor(binary)),
          () -> say("No working C compiler (cc): the floor in C is left out."));
    }
    if (only.contains("netty")) {
      contenders.add(Contender.ofMainClass("bare Netty", NETTY));
    }
    if (only.contains("parley")) {
      contenders.add(Contender.ofShell("Parley", server));
    }
    if (contenders.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no server to measure");
    }
    return contenders;
  }

  private Stage.Effort effort() {
    int turns = rounds > 0 ? rounds : quick ? 1 : 2;
    return quick
        ? new Stage.Effort(turns, Duration.ofSeconds(1), Duration.ofSeconds(2), true)
        : new Stage.Effort(turns, Duration.ofSeconds(2), Duration.ofSeconds(5), false);
  }

  private String commandText() {
    return ("./parley bench "
            + String.join(" ", spec.commandLine().getParseResult().originalArgs()))
        .strip();
  }

  /**
   * The command a server is started with; folders of this machine are of no interest to readers.
   */
  private static String describe(Contender contender) {
    String command =
        contender.command().stream()
            .filter(word -> !word.contains(".jar") && !word.equals("-cp"))
            .map(word -> word.startsWith("/") ? Path.of(word).getFileName().toString() : word)
            .collect(Collectors.joining(" "));
    return contender.name() + " = `" + command + "`";
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
