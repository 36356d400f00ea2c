package dev.parley.bench.rig;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine a result belongs to.
 *
 * @param processor model name
 * @param cores processors this process may use; servers and load maker share them
 * @param memoryGib physical memory
 * @param kernel name and release of the operating system
 * @param jdk version of the Java runtime, of the load maker and of Java servers
 * @param flags options of the load maker's JVM
 * @param compiler version of the C compiler, or "none"
 */
public record Rig(
    String processor,
    int cores,
    long memoryGib,
    String kernel,
    String jdk,
    String flags,
    String compiler) {

  /** Looks at this machine. */
  public static Rig here() {
    return new Rig(
        firstField("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(
            Long.parseLong("0" + digits(firstField("/proc/meminfo", "MemTotal"))) / 1048576.0),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
        Command.output(List.of("cc", "--version"))
            .flatMap(text -> text.lines().findFirst())
            .orElse("none"));
  }

  private static String firstField(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }
}
