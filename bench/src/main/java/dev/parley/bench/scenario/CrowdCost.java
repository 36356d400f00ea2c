package dev.parley.bench.scenario;

import static dev.parley.bench.report.Figures.decimal;
import static dev.parley.bench.report.Figures.mebibytes;
import static dev.parley.bench.report.Figures.whole;

import dev.parley.bench.load.CpuClock;
import dev.parley.bench.load.Crowd;
import dev.parley.bench.load.LoadException;
import dev.parley.bench.rig.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What a crowd costs a server that does nothing else: memory, and processor time to keep it.
 *
 * @param resident bytes of the process
 * @param heap bytes of live objects; 0 for a server that is no Java process
 * @param residentEach bytes for each connection more than in the smallest crowd; none in that
 * @param heapEach as that, of live objects
 * @param idleMicros processor time in µs a second for each connection
 */
record CrowdCost(
    int connections,
    long resident,
    long heap,
    OptionalDouble residentEach,
    OptionalDouble heapEach,
    double idleMicros) {
  private static final String NOTHING = "–";

  /**
   * Lets a crowd grow, and looks at the server at each size.
   *
   * @param sizes from small to large
   * @param each takes what was found, size by size
   */
  static void measure(
      Crowd crowd,
      RunningServer server,
      List<Integer> sizes,
      Duration time,
      Consumer<CrowdCost> each) {
    CrowdCost first = null;
    for (int connections : sizes) {
      crowd.grow(connections);
      double idleMicros = idleMicrosPerSecond(crowd, server, time) / connections;
      long heap = server.liveHeapBytes(); // collects first, so it comes before the resident size
      long resident = server.residentBytes();
      OptionalDouble none = OptionalDouble.empty();
      if (first == null) {
        first = new CrowdCost(connections, resident, heap, none, none, idleMicros);
        each.accept(first);
        continue;
      }
      double more = connections - first.connections;
      each.accept(
          new CrowdCost(
              connections,
              resident,
              heap,
              OptionalDouble.of((resident - first.resident) / more),
              heap == 0 ? none : OptionalDouble.of((heap - first.heap) / more),
              idleMicros));
    }
  }

  static List<String> columns(String many, String one) {
    return List.of(
        "Server",
        many,
        "Resident MiB",
        "Live heap MiB",
        "Resident bytes per " + one,
        "Live heap bytes per " + one,
        "Idle µs/s per " + one);
  }

  /** What belongs below {@link #columns}. */
  List<String> cells(String server) {
    return List.of(
        server,
        whole(connections),
        mebibytes(resident),
        heap == 0 ? NOTHING : mebibytes(heap),
        cell(residentEach),
        cell(heapEach),
        decimal(idleMicros));
  }

  /** The same of a server that did not bear it. */
  static List<String> failed(String server, LoadException why) {
    return List.of(
        server, "failed: " + why.getMessage(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
  }

  private static String cell(OptionalDouble bytes) {
    return bytes.isEmpty() ? NOTHING : whole(bytes.getAsDouble());
  }

  private static double idleMicrosPerSecond(Crowd crowd, RunningServer server, Duration time) {
    CpuClock cpu = server.meters().server();
    long before = cpu.nanos();
    crowd.hold(time);
    return (cpu.nanos() - before) / 1e3 / (time.toMillis() / 1e3);
  }
}
