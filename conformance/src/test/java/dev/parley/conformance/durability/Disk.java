package dev.parley.conformance.durability;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The disk below a server's data folder, with power that can fail. It keeps what was forced to it;
 * of the rest it keeps what luck has it. See {@code unsynced.c}.
 */
final class Disk {
  private static final Path SOURCE = Path.of("src/test/c/unsynced.c");
  private static final String DATABASE = "parley.db";

  private final Path library;
  private final Path data;
  private final Path kept;
  private final Path lying;

  private Disk(Path folder, Path library) throws IOException {
    this.library = library;
    this.data = Files.createDirectories(folder.resolve("data"));
    this.kept = Files.createDirectories(folder.resolve("kept"));
    this.lying = folder.resolve("lying");
  }

  /** Below {@code data} of a folder, which is still empty. */
  static Disk below(Path folder) throws IOException, InterruptedException {
    Path library = folder.resolve("unsynced.so");
    compile(library);
    return new Disk(folder.toRealPath(), library);
  }

  private static void compile(Path library) throws IOException, InterruptedException {
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "cc",
                  "-O2",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  SOURCE.toString(),
                  "-ldl")
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new AssertionError("a C compiler is missing; `./parley test` asks for gcc", e);
    }
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (compiler.waitFor() != 0) {
      fail(said);
    }
  }

  /**
   * What a process on this disk has to find in its environment.
   *
   * @param luck percent of the writes that are kept though nobody forced them
   */
  Map<String, String> environment(int luck) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "DISK_WATCHED", data.toString(),
        "DISK_KEPT", kept.toString(),
        "DISK_LIES", lying.toString(),
        "DISK_LUCK", Integer.toString(luck));
  }

  /** Runs a command on it to its end. */
  void run(int luck, String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(data.toFile()).inheritIO();
    builder.environment().putAll(environment(luck));
    if (builder.start().waitFor() != 0) {
      fail(String.join(" ", command));
    }
  }

  /** From now on it says that it has kept what it is told to keep, and does not. */
  void beginLying() throws IOException {
    Files.createFile(lying);
  }

  /** The power failed, and is back: the files are what the disk had of them. */
  void losePower() throws IOException {
    clear(data);
    copy(kept, data);
    Files.deleteIfExists(lying);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(DATABASE)).toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }
}
