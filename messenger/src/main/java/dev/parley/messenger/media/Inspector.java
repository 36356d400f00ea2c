package dev.parley.messenger.media;

import dev.parley.messenger.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks into files that have come whole. Thread-safe; blocks. */
@FunctionalInterface
public interface Inspector {
  /**
   * Tells what a file is, by its bytes alone.
   *
   * @param file may be replaced by what is to be kept instead of it
   * @throws Refusal {@code image-too-large}, {@code busy}
   */
  Found inspect(Path file) throws IOException;

  /**
   * What a file is.
   *
   * @param type media type
   * @param picture of images only
   */
  record Found(String type, MediaKind kind, Media.@Nullable Picture picture) {}
}
