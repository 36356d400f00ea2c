package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the command line as a process of its own, in a folder and environment of the test's. */
public record Commands(Path folder, Map<String, String> environment) {
  private static final Pattern URL = Pattern.compile("URL +(http://127\\.0\\.0\\.1:(\\d+))");
  private static final int PATIENCE_SECONDS = 60;

  record Outcome(int code, String out, String err) {}

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return runUnder(List.of(), arguments);
  }

  /**
   * Runs it through another program.
   *
   * @param wrapper that program, which runs what follows
   */
  Outcome runUnder(List<String> wrapper, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        builder(wrapper, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + List.of(arguments));
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /**
   * Runs it within this process, which takes a fiftieth of the time; with this process's
   * environment, on the folder of data that a process started there would choose.
   */
  Outcome runHere(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    int code =
        Main.commands()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  Process start(String... arguments) throws IOException {
    return builder(List.of(), arguments).redirectErrorStream(true).start();
  }

  /** A server in a process of its own. */
  public record Serving(Process process, String address, int port) {
    /** As the kernel does when memory runs out: nothing is written any more. */
    public void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts a server on any free port of this machine, and waits until it says where it is. */
  public Serving serve() throws IOException {
    Process process = start("serve", "--port", "0");
    var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      Matcher matcher = URL.matcher(line);
      if (matcher.find()) {
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {})); // or it would block
        return new Serving(process, matcher.group(1), Integer.parseInt(matcher.group(2)));
      }
    }
    throw new IOException("the server did not start: " + lines);
  }

  private ProcessBuilder builder(List<String> wrapper, String... arguments) {
    var command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            // it lives for a second: a quick start is worth more than quick code
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=logback.xml", // not that of the tests
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(PARLEY|PUSHER)_.*"));
    builder.environment().putAll(environment);
    return builder;
  }

  static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
