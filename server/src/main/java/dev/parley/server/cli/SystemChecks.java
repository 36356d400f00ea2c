package dev.parley.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the doctor asks of Java, the kernel and the disk. */
final class SystemChecks {
  private static final int JAVA = 25;
  private static final long ENOUGH_DESCRIPTORS = 10_000;
  private static final long ENOUGH_BACKLOG = 4_096;
  private static final long ENOUGH_PORTS = 20_000;
  private static final long MIB = 1_048_576;
  private static final long LITTLE_DISK_MIB = 1_024;
  private static final long NO_DISK_MIB = 64;

  private SystemChecks() {}

  static Check java() {
    int feature = Runtime.version().feature();
    String found = "Java %s from %s".formatted(Runtime.version(), System.getProperty("java.home"));
    return feature == JAVA
        ? Check.good("Java", found)
        : Check.bad("Java", found, "install JDK 25 or point JAVA_HOME to one");
  }

  static List<Check> fileDescriptors() {
    var now = FileDescriptors.ofThisProcess();
    String limits =
        line(Path.of("/proc/self/limits"), "Max open files")
            .map(line -> line.replaceAll("\\s+", " ").split(" "))
            .filter(words -> words.length > 4)
            .map(words -> "soft %s, hard %s".formatted(words[3], words[4]))
            .orElse("limit " + now.limit());
    String found = "%s: up to %,d clients".formatted(limits, now.clients());
    return List.of(
        now.limit() < 0 || now.limit() >= ENOUGH_DESCRIPTORS
            ? Check.good("File descriptors", found)
            : Check.poor(
                "File descriptors",
                found,
                "one client needs one: ulimit -n 1000000, or LimitNOFILE= of the service unit"));
  }

  static List<Check> kernel() {
    var checks = new ArrayList<Check>();
    number("/proc/sys/net/core/somaxconn")
        .map(backlog ->
            backlog >= ENOUGH_BACKLOG
                ? Check.good("Accept queue", queue(backlog))
                : Check.poor(
                    "Accept queue",
                    queue(backlog),
                    "for bursts of reconnects: sysctl -w net.core.somaxconn=16384"))
        .ifPresent(checks::add);
    ports().ifPresent(checks::add);
    return checks;
  }

  private static String queue(long backlog) {
    return "somaxconn %,d: as many clients may connect at the same moment".formatted(backlog);
  }

  private static Optional<Check> ports() {
    return first(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
        .map(line -> line.strip().split("\\s+"))
        .filter(ends -> ends.length == 2)
        .map(ends -> {
          long count = Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
          String found = "%s to %s, %,d ports".formatted(ends[0], ends[1], count);
          return count >= ENOUGH_PORTS
              ? Check.good("Local ports", found)
              : Check.poor(
                  "Local ports",
                  found,
                  "a proxy on this machine needs one a client:"
                      + " sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"");
        });
  }

  static List<Check> dataFolder(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return List.of(
          Check.bad("Data folder", folder + " cannot be written", "choose another with --data"));
    }
    var checks = new ArrayList<Check>();
    checks.add(
        Check.good("Data folder", folder + (existing.equals(folder) ? "" : " (will be made)")));
    checks.add(disk(existing));
    return checks;
  }

  private static Check disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / MIB;
      String found = "%,d MiB free".formatted(free);
      if (free < NO_DISK_MIB) {
        return Check.bad("Disk", found, "make room, or choose another disk with --data");
      }
      return free < LITTLE_DISK_MIB
          ? Check.poor("Disk", found, "make room before it is full")
          : Check.good("Disk", found);
    } catch (IOException e) {
      return Check.poor("Disk", "unknown: " + e.getMessage(), "look at it by hand");
    }
  }

  private static Optional<Long> number(String file) {
    return first(Path.of(file)).map(line -> Long.parseLong(line.strip()));
  }

  private static Optional<String> first(Path file) {
    return line(file, null);
  }

  /** The first line, or the first that begins with a text; nothing where there is no such file. */
  private static Optional<String> line(Path file, @Nullable String start) {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> start == null || line.startsWith(start)).findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
