package dev.parley.bench.scenario;

import dev.parley.bench.report.RawFiles;
import dev.parley.bench.rig.Contender;
import dev.parley.bench.rig.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where scenarios play: the contenders, the effort, the places for what comes out.
 *
 * @param contenders servers, the one to compare with first
 * @param effort how long and how large
 * @param home folder the servers are started in
 * @param out folder for logs and data
 * @param raw keeper of raw results
 * @param progress takes a line for whoever waits
 */
public record Stage(
    List<Contender> contenders,
    Effort effort,
    Path home,
    Path out,
    RawFiles raw,
    Consumer<String> progress) {

  public Stage {
    contenders = List.copyOf(contenders);
  }

  /**
   * How much effort a run takes.
   *
   * @param rounds how often each server has its turn
   * @param warmUp before each measurement
   * @param measured length of each measurement
   * @param quick whether crowds are small too
   */
  public record Effort(int rounds, Duration warmUp, Duration measured, boolean quick) {

    /** The crowd to take: a small one for a quick run. */
    int crowd(int full, int small) {
      return quick ? small : full;
    }
  }

  /** Servers that run together and are ended together. */
  public record Running(List<RunningServer> servers) implements AutoCloseable {
    @Override
    public void close() {
      servers.forEach(RunningServer::close);
    }
  }

  /** The rows of those contenders that are messengers, one after the other. */
  List<List<String>> ofMessengers(Function<Contender, List<List<String>>> rows) {
    return contenders.stream()
        .filter(Contender::messenger)
        .flatMap(contender -> rows.apply(contender).stream())
        .toList();
  }

  RunningServer start(Contender contender) {
    return start(contender, Map.of());
  }

  RunningServer start(Contender contender, Map<String, String> environment) {
    return RunningServer.start(contender, home, out, environment);
  }

  /** Starts one on a folder that an earlier server may have left. */
  RunningServer start(Contender contender, Map<String, String> environment, Path data) {
    return RunningServer.start(contender, home, out, environment, data);
  }

  /** Starts all contenders; an idle one costs its neighbours next to nothing. */
  Running startAll() {
    List<RunningServer> servers = new ArrayList<>();
    try {
      contenders.forEach(contender -> servers.add(start(contender)));
      return new Running(servers);
    } catch (RuntimeException e) {
      servers.forEach(RunningServer::close);
      throw e;
    }
  }
}
