package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a copy of the house whose tools are stand-ins that write down how they were
 * called.
 */
@Timeout(60)
class LauncherTest {
  private static final List<String> BASICS =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "grep",
          "find",
          "head",
          "uname",
          "rm",
          "mkdir",
          "rmdir",
          "ln",
          "mv",
          "id",
          "tr",
          "cat",
          "touch",
          "mktemp",
          "sleep",
          "env");

  /** Marks the start that the launcher makes for itself after a build. */
  private static final String REHEARSAL = "-XX:AOTCacheOutput=";

  @TempDir Path temporary;
  private Path house;
  private Path tools;
  private Path jdk;

  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void build() throws IOException {
    house = Files.createDirectories(temporary.resolve("the house/with spaces"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    jdk = temporary.resolve("a jdk");
    Path launcher = Path.of("..", "parley").toAbsolutePath().normalize();
    Files.copy(launcher, house.resolve("parley"));
    for (String module : List.of("store", "channels", "server", "web", "bench")) {
      Path sources = Files.createDirectories(house.resolve(module).resolve("src/main"));
      age(Files.writeString(sources.resolve("Some.java"), "class Some {}"));
      age(Files.writeString(house.resolve(module).resolve("pom.xml"), "<project/>"));
      age(sources);
      age(house.resolve(module).resolve("src"));
    }
    age(Files.writeString(house.resolve("pom.xml"), "<project/>"));
    for (String basic : BASICS) {
      basic(basic);
    }
  }

  @Test
  void saysWhichJdkToInstall() throws Exception {
    Outcome outcome = run("serve");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(outcome.err)
        .startsWith("parley: JDK 25 is missing. Install it (")
        .contains("JAVA_HOME")
        .hasLineCount(1);
  }

  @Test
  void passesOverAnOlderJdk() throws Exception {
    jdk("17.0.15");
    assertThat(run("serve").err).startsWith("parley: JDK 25 is missing.");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    jdk("25.0.3");
    Outcome outcome = run("serve");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(outcome.err).startsWith("parley: Maven is missing;").contains("install maven");
  }

  @Test
  void saysThatNodeIsMissingOrTooOld() throws Exception {
    jdk("25.0.3");
    tool("mvn", "exit 0");
    assertThat(run("serve").err).startsWith("parley: Node 20.19 or newer with npm is missing;");
    for (String older : List.of("18.20.8", "20.18.3")) {
      node(older);
      assertThat(run("serve").err).startsWith("parley: Node 20.19 or newer with npm is missing;");
    }
    for (String enough : List.of("20.19.0", "22.1.0")) {
      node(enough);
      assertThat(run("serve").err).doesNotContain("Node");
    }
  }

  @Test
  void buildsOnceAndThenOnlyWhenSourcesAreNewer() throws Exception {
    everything();
    assertThat(run("--version").err).startsWith("Building Parley");
    assertThat(calls("mvn")).hasSize(1).first().asString().contains("-pl server -am");

    Path made = Files.createDirectories(house.resolve("web/realtime/dist")).resolve("made.js");
    Files.writeString(made, "what a build leaves behind is no source");
    Files.setLastModifiedTime(made, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("--version").err).isEmpty();
    assertThat(calls("mvn")).hasSize(1);

    Path source = house.resolve("channels/src/main/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("--version").err).startsWith("Building Parley");
    assertThat(calls("mvn")).hasSize(2);
    age(source);

    run("--version");
    int before = calls("mvn").size();
    Files.setLastModifiedTime(
        house.resolve("web/src/main"), FileTime.from(Instant.now().plusSeconds(60))); // a deletion
    run("--version");
    assertThat(calls("mvn")).hasSize(before + 1);
  }

  @Test
  void shouldBuildOnceForTwoThatStartTogether() throws Exception {
    everything();
    Path goOn = temporary.resolve("go-on");
    tool("mvn", record("mvn") + "\nuntil [ -e '" + goOn + "' ]; do sleep 0.05; done");
    Running first = start("serve");
    Awaitility.await().until(() -> calls("mvn").size() == 1);
    Running second = start("serve");
    Awaitility.await().until(() -> second.said().startsWith("Another build is going on here"));
    Files.createFile(goOn);
    assertThat(first.end().code).isEqualTo(7);
    assertThat(second.end().code).isEqualTo(7);
    assertThat(calls("mvn")).as("builds").hasSize(1);
    assertThat(calls("java")).as("servers").hasSize(2);
  }

  @Test
  void shouldNotWaitForABuildThatWasKilled() throws Exception {
    everything();
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Path target = Files.createDirectories(house.resolve("server/target"));
    Path lock = Files.createSymbolicLink(target.resolve(".building"), Path.of("" + killed.pid()));
    Outcome outcome = run("serve");
    assertThat(outcome.code).isEqualTo(7);
    assertThat(outcome.err).startsWith("Building Parley");
    assertThat(Files.isSymbolicLink(lock)).as("locked").isFalse();
  }

  @Test
  void shouldLeaveNoLockBehindAFailedBuild() throws Exception {
    everything();
    tool("mvn", "exit 1");
    run("serve");
    assertThat(Files.isSymbolicLink(house.resolve("server/target/.building"))).isFalse();
  }

  @Test
  void triesAgainAfterABuildThatFailed() throws Exception {
    everything();
    tool("mvn", "exit 1");
    Outcome failed = run("serve");
    assertThat(failed.code).isEqualTo(1);
    assertThat(failed.err).endsWith("parley: the build failed; what is wrong stands above\n");
    assertThat(calls("java")).isEmpty();
    tool("mvn", record("mvn"));
    assertThat(run("serve").err).startsWith("Building Parley");
    assertThat(calls("java")).hasSize(1);
  }

  @Test
  void handsOverWithItsWordsAndFlags() throws Exception {
    everything();
    Outcome outcome = run("trigger", "--data", "a b  c", "--event", "");
    assertThat(outcome.code).as("that of java").isEqualTo(7);
    assertThat(calls("java"))
        .containsExactly(
            "-XX:+UseCompactObjectHeaders|--enable-native-access=ALL-UNNAMED|-Dfile.encoding=UTF-8|-XX:+UseG1GC|-XX:MaxGCPauseMillis=10|-XX:MetaspaceSize=96m|-cp|"
                + house.toRealPath()
                + "/server/target/parley-server-0.1.0.jar:"
                + house.toRealPath()
                + "/server/target/lib/*|dev.parley.server.cli.Main|trigger|--data|a b  c|--event||");
  }

  @Test
  void startsWithWhatItRemembersOfTheFirstStart() throws Exception {
    everything();
    executable(
        jdk.resolve("bin/java"),
        """
        for word in "$@"; do
          case $word in
            -XX:AOTCacheOutput=*) echo "$PWD" >"${word#*=}"; exit 0 ;;
            -XX:AOTCache=*) cat "${word#*=}" ;;
          esac
        done
        """);
    String rehearsedIn = run("serve").out.strip();
    assertThat(rehearsedIn).as("a folder of its own").isNotEmpty().doesNotContain("house");
    assertThat(Path.of(rehearsedIn)).as("and gone").doesNotExist();
    assertThat(run("serve").out.strip()).as("rehearsed once").isEqualTo(rehearsedIn);
  }

  @Test
  void worksThroughALinkFromAnyFolder() throws Exception {
    everything();
    Path link = Files.createSymbolicLink(temporary.resolve("a link"), house.resolve("parley"));
    Outcome outcome = run(List.of(link.toString(), "doctor"), temporary);
    assertThat(outcome.code).isEqualTo(7);
    assertThat(calls("java")).hasSize(1).first().asString().endsWith("|doctor|");
  }

  @Test
  void neverSkipsATestInSilence() throws Exception {
    everything();
    Outcome outcome = run("test", "--soak", "-X");
    assertThat(outcome.code).isEqualTo(1);
    assertThat(outcome.err)
        .contains("the tests need")
        .contains("chromium", "fonts-noto-cjk", "fonts-noto-color-emoji", "gcc");
    assertThat(calls("mvn")).isEmpty();

    tool("chromium", "exit 0");
    tool("cc", "exit 0");
    tool("fc-list", "echo found");
    tool("nginx", "exit 0");
    tool("caddy", "exit 0");
    tool("strace", "exit 0");
    assertThat(run("test", "--soak", "-X").code).isZero();
    assertThat(calls("mvn")).hasSize(1).first().asString().endsWith("verify -Dparley.soak=true -X");

    Outcome fast = run("test", "--fast");
    assertThat(fast.err).contains("Leaving out (--fast): conformance, bench");
    assertThat(calls("mvn").getLast())
        .endsWith("verify -pl client,store,channels,messenger,socketio,test-s3,server");
  }

  @Test
  void installsWhatTheTestsLackAsRoot() throws Exception {
    everything();
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    tool(
        "apt-get",
        record("apt-get")
            + "\nfor name in chromium cc fc-list nginx caddy strace; do printf '#!/bin/sh\\necho found\\n' >'%1$s/'$name; chmod +x '%1$s/'$name; done"
                .formatted(tools));
    basic("chmod");
    assertThat(run("test").code).isZero();
    assertThat(calls("apt-get")).first().isEqualTo("update -qq");
    assertThat(calls("apt-get").get(1))
        .startsWith("install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk");
    assertThat(calls("mvn")).hasSize(1);
  }

  private void everything() throws IOException {
    jdk("25.0.3");
    tool("mvn", record("mvn"));
    node("22.1.0");
  }

  private void node(String version) throws IOException {
    tool("node", "echo " + version);
    tool("npm", "exit 0");
  }

  private void jdk(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(jdk.resolve("bin/javac"), "exit 0");
    executable(
        jdk.resolve("bin/java"),
        "printf '%s|' \"$@\" >>'"
            + temporary
            + "/java.calls'; echo >>'"
            + temporary
            + "/java.calls'; exit 7");
  }

  private String record(String name) {
    return "echo \"$*\" >>'" + temporary + "/" + name + ".calls'";
  }

  private List<String> calls(String name) throws IOException {
    Path file = temporary.resolve(name + ".calls");
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream().filter(call -> !call.contains(REHEARSAL)).toList();
  }

  private void tool(String name, String body) throws IOException {
    executable(tools.resolve(name), body);
  }

  /** The real one. */
  private void basic(String name) throws IOException {
    tool(name, "exec " + find(name) + " \"$@\"");
  }

  private static void executable(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path find(String tool) {
    for (String folder : List.of("/usr/bin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, tool))) {
        return Path.of(folder, tool);
      }
    }
    throw new IllegalStateException("no " + tool + " on this machine");
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  private Outcome run(List<String> command, Path from) throws IOException, InterruptedException {
    return start(command, from).end();
  }

  private Running start(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("sh", house.resolve("parley").toString()));
    command.addAll(List.of(arguments));
    return start(command, house);
  }

  /** A launcher at work. */
  private record Running(Process process, Path out, Path err) {
    String said() throws IOException {
      return Files.readString(err, StandardCharsets.UTF_8);
    }

    Outcome end() throws IOException, InterruptedException {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return new Outcome(
          process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), said());
    }
  }

  private Running start(List<String> command, Path from) throws IOException {
    Path out = Files.createTempFile(temporary, "out", ".txt");
    Path err = Files.createTempFile(temporary, "err", ".txt");
    var builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("PARLEY_JDK_FOLDERS", "");
    builder.environment().put("JAVA_HOME", jdk.toString());
    return new Running(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }
}
