package dev.parley.bench;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.Layout;
import dev.parley.bench.load.LoadMaker;
import dev.parley.bench.load.LoadPlan;
import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.Meters;
import dev.parley.bench.load.Pace;
import dev.parley.bench.load.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench load}: one load against a server that runs already, for a profiler's company. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Makes one load against a running server; exit code 1 if its account has a flaw.")
final class LoadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--host", defaultValue = "127.0.0.1")
  private String host;

  @Option(names = "--port", defaultValue = "8080")
  private int port;

  @Option(names = "--id", defaultValue = "1000")
  private String appId;

  @Option(names = "--key", defaultValue = "bench-key")
  private String key;

  @Option(names = "--secret", defaultValue = "bench-secret")
  private String secret;

  @Option(names = "--connections", defaultValue = "1000")
  private int connections;

  @Option(names = "--channels", defaultValue = "1")
  private int channels;

  @Option(names = "--channels-per-connection", defaultValue = "1")
  private int channelsPerConnection;

  @Option(names = "--private", description = "Private channels, signed.")
  private boolean privately;

  @Option(names = "--in-flight", defaultValue = "1", description = "Requests in flight.")
  private int inFlight;

  @Option(names = "--rate", description = "Requests per second, instead of a number in flight.")
  private double rate;

  @Option(
      names = "--bytes",
      split = ",",
      defaultValue = "128",
      description = "Data sizes, in turn.")
  private List<Integer> bytes;

  @Option(names = "--batch", defaultValue = "1", description = "Events per request.")
  private int batch;

  @Option(names = "--seconds", defaultValue = "5")
  private int seconds;

  /** Filled in by the command line parser. */
  @SuppressWarnings("NullAway.Init")
  LoadCommand() {}

  @Override
  public Integer call() {
    Layout layout = new Layout(connections, channels, channelsPerConnection, privately);
    Pace pace = rate > 0 ? new Pace.PerSecond(rate) : new Pace.InFlight(inFlight);
    LoadPlan plan =
        LoadPlan.of(layout, pace, Duration.ofSeconds(2), Duration.ofSeconds(seconds))
            .withDataBytes(bytes)
            .withBatch(batch);
    // The server's processor time is not known here: it may run on another machine.
    LoadResult result =
        new LoadMaker(new Target(host, port, appId, key, secret), Meters.none()).run(plan);
    spec.commandLine()
        .getOut()
        .printf(
            "%s events/s, %s deliveries/s, p50 %s p99 %s max %s ms, load maker %s cores%n%s%n",
            whole(result.publishedPerSecond()),
            whole(result.deliveredPerSecond()),
            decimal(result.latency().percentileMillis(0.5)),
            decimal(result.latency().percentileMillis(0.99)),
            decimal(result.latency().percentileMillis(1)),
            decimal(result.cpu().loadCores()),
            result.account());
    return result.account().flawless() ? 0 : 1;
  }
}
