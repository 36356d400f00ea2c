package dev.parley.bench.rig;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that takes part.
 *
 * @param name as the results name it
 * @param command how to start it; {@code {port}} and {@code {data}} stand for its port and an empty
 *     folder of its own
 * @param java whether a Java process answers behind the command, so that its heap can be looked at
 * @param messenger whether it has accounts and messages too, as Parley has
 */
public record Contender(String name, List<String> command, boolean java, boolean messenger) {

  public Contender {
    command = List.copyOf(command);
  }

  /** The folder for data, in the environment of what is started. */
  static final String DATA = "BENCH_DATA";

  /** A command line for the shell, which must not take the folder's name apart. */
  public static Contender ofShell(String name, String commandLine) {
    String line = "exec " + commandLine.replace("{data}", "\"$" + DATA + "\"");
    return new Contender(name, List.of("/bin/sh", "-c", line), true, true);
  }

  /** The bare broadcaster in C. */
  public static Contender floor(Path binary) {
    return new Contender("floor (C, epoll)", List.of(binary.toString(), "{port}"), false, false);
  }

  /** A class of this program in a Java process of its own, with this one's options. */
  public static Contender ofMainClass(String name, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--enable-native-access"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass, "{port}"));
    return new Contender(name, command, true, false);
  }
}
