package dev.parley.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Figures of processes from Linux' {@code /proc}; 0 for a process that is gone. */
final class ProcFiles {
  /** The kernel shows processor time in these, whatever its own clock rate. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private ProcFiles() {}

  /** User and system time. */
  static long cpuNanos(long pid) {
    String stat = read("/proc/" + pid + "/stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The second field is the name in brackets, and may hold blanks: count from its end.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
  }

  /** Time the machine was not idle since it started, what its host took away included. */
  static long machineNanos() {
    // cpu user nice system idle iowait irq softirq steal …
    String[] fields = read("/proc/stat").lines().findFirst().orElse("").split(" +", -1);
    long ticks =
        IntStream.of(1, 2, 3, 6, 7, 8)
            .filter(field -> field < fields.length)
            .mapToLong(field -> Long.parseLong(fields[field]))
            .sum();
    return ticks * NANOS_PER_TICK;
  }

  static long residentBytes(long pid) {
    return read("/proc/" + pid + "/status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
