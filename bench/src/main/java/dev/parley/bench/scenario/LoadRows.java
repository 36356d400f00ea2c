package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.Samples;
import dev.parley.bench.rig.RunningServer;
import dev.parley.bench.scenario.LoadScenario.LoadCase;
import dev.parley.bench.scenario.LoadScenario.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Turns the outcomes of a load into rows: rates averaged over turns, latency from all samples. */
final class LoadRows {
  static final List<String> COLUMNS =
      List.of(
          "Load",
          "Server",
          "Events/s",
          "Deliveries/s",
          "× first row",
          "p50 ms",
          "p99 ms",
          "usual p99 ms",
          "max ms",
          "Server µs/delivery",
          "Server µs/event",
          "Load maker cores",
          "Others' cores",
          "Missing",
          "Doubled",
          "Out of order",
          "Other trouble");

  private LoadRows() {}

  static List<List<String>> of(LoadCase load, Map<RunningServer, Outcomes> outcomes) {
    List<List<String>> rows = new ArrayList<>();
    double first = Double.NaN;
    for (Map.Entry<RunningServer, Outcomes> entry : outcomes.entrySet()) {
      double rate = mean(entry.getValue(), LoadRows::rate);
      first = rows.isEmpty() ? rate : first;
      rows.add(row(load.label(), entry.getKey().name(), entry.getValue(), rate / first));
    }
    return rows;
  }

  private static List<String> row(String load, String server, Outcomes outcomes, double ratio) {
    Samples latency = new Samples();
    outcomes.results().forEach(result -> latency.addAll(result.latency()));
    return List.of(
        load,
        server,
        whole(mean(outcomes, LoadResult::publishedPerSecond)),
        whole(mean(outcomes, LoadResult::deliveredPerSecond)),
        decimal(ratio),
        decimal(latency.percentileMillis(0.5)),
        decimal(latency.percentileMillis(0.99)),
        decimal(latency.usualPercentileMillis(0.99)),
        decimal(latency.percentileMillis(1)),
        decimal(mean(outcomes, LoadResult::serverMicrosPerDelivery)),
        decimal(mean(outcomes, LoadResult::serverMicrosPerEvent)),
        decimal(mean(outcomes, result -> result.cpu().loadCores())),
        decimal(mean(outcomes, result -> result.cpu().othersCores())),
        whole((double) sum(outcomes, LoadResult.Account::missing)),
        whole((double) sum(outcomes, LoadResult.Account::doubled)),
        whole((double) sum(outcomes, LoadResult.Account::disordered)),
        trouble(outcomes));
  }

  /** What the ratio compares: deliveries, or events where nobody listens. */
  private static double rate(LoadResult result) {
    return result.deliveredPerSecond() > 0
        ? result.deliveredPerSecond()
        : result.publishedPerSecond();
  }

  private static String trouble(Outcomes outcomes) {
    List<String> troubles = new ArrayList<>(outcomes.failures());
    outcomes.results().forEach(result -> trouble(result.account()).ifPresent(troubles::add));
    return joined(troubles);
  }

  /** What went wrong beside the account of deliveries, if anything did. */
  static Optional<String> trouble(LoadResult.Account account) {
    return account.refused() + account.lost() + account.strays() == 0
        ? Optional.empty()
        : Optional.of(
            "refused %d, connections lost %d, strays %d: %s"
                .formatted(
                    account.refused(), account.lost(), account.strays(), account.firstTrouble()));
  }

  static String joined(List<String> troubles) {
    return troubles.isEmpty() ? "none" : String.join("; ", troubles);
  }

  /** A run in one line, for whoever waits. */
  static String line(@Nullable LoadResult result, Outcomes outcomes) {
    if (result == null) {
      return "FAILED: " + outcomes.failures().getLast();
    }
    LoadResult.Account account = result.account();
    return "%s events/s, %s deliveries/s, p50 %s p99 %s ms, server %s µs/delivery, load maker %s cores, others %s%s"
        .formatted(
            whole(result.publishedPerSecond()),
            whole(result.deliveredPerSecond()),
            decimal(result.latency().percentileMillis(0.5)),
            decimal(result.latency().percentileMillis(0.99)),
            decimal(result.serverMicrosPerDelivery()),
            decimal(result.cpu().loadCores()),
            decimal(result.cpu().othersCores()),
            account.flawless() ? "" : ", FLAWED: " + account);
  }

  private static double mean(Outcomes outcomes, ToDoubleFunction<LoadResult> figure) {
    return outcomes.results().stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private static long sum(Outcomes outcomes, ToLongFunction<LoadResult.Account> figure) {
    return outcomes.results().stream().map(LoadResult::account).mapToLong(figure).sum();
  }
}
