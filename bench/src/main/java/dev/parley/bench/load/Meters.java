package dev.parley.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor clocks that are read around a measurement.
 *
 * @param server time of the server's processes
 * @param machine time of everything on the machine, the load maker included
 */
public record Meters(CpuClock server, CpuClock machine) {

  /** For a server that runs elsewhere, or whose cost is of no interest. */
  public static Meters none() {
    return new Meters(() -> 0, () -> 0);
  }

  Reading read(long micros) {
    long own = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    return new Reading(micros, own, server.nanos(), machine.nanos());
  }

  /** Where all clocks stood at one moment. */
  record Reading(long micros, long loadNanos, long serverNanos, long machineNanos) {

    Cpu since(Reading before) {
      double seconds = (micros - before.micros) / 1e6;
      double load = loadNanos - before.loadNanos;
      double server = serverNanos - before.serverNanos;
      double others = Math.max(0, machineNanos - before.machineNanos - load - server);
      return new Cpu(seconds, load / 1e9 / seconds, server / 1e3, others / 1e9 / seconds);
    }
  }

  /**
   * Processor time between two readings.
   *
   * @param seconds time that went by
   * @param loadCores cores the load maker used
   * @param serverMicros processor time of the server, microseconds
   * @param othersCores cores that went to neither: other programs, and what the host took away.
   *     Much of it spoils a result
   */
  public record Cpu(double seconds, double loadCores, double serverMicros, double othersCores) {}
}
