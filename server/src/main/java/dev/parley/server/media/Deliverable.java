package dev.parley.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be sent: a file, or another size of it.
 *
 * @param etag strong, with its quotes
 * @param file where it lies on the local disk; null if it does not
 * @param source reads a part of it where it does not
 */
record Deliverable(
    String type,
    String name,
    boolean shown,
    long size,
    String etag,
    Instant modifiedAt,
    @Nullable Path file,
    Source source) {

  /** Reads parts. */
  @FunctionalInterface
  interface Source {
    InputStream read(long from, long length) throws IOException;
  }
}
