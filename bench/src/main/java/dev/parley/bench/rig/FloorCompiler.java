package dev.parley.bench.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiles the C floor with the system's compiler. */
public final class FloorCompiler {
  private FloorCompiler() {}

  /**
   * Compiles all C files of a folder.
   *
   * @return the program, or empty where there is no {@code cc} or it fails
   */
  public static Optional<Path> compile(Path sources, Path out) {
    Path binary = out.resolve("floor").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("cc", "-O2", "-o", binary.toString()));
    try (Stream<Path> files = Files.list(sources)) {
      files.map(Path::toString).filter(name -> name.endsWith(".c")).sorted().forEach(command::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Command.output(command).map(_ -> binary);
  }
}
