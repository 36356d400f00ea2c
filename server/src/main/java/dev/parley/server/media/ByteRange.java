package dev.parley.server.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param from first byte, from 0
 * @param length bytes
 */
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=[ \t]*(\\d{0,18})-(\\d{0,18})[ \t]*");

  /** What a Range header asks for. */
  sealed interface Asked {
    /** Everything: no header, several parts, or none that can be understood (RFC 9110, 14.2). */
    record All() implements Asked {}

    /** One part. */
    record Part(ByteRange range) implements Asked {}

    /** Nothing that this file has. */
    record Beyond() implements Asked {}
  }

  /**
   * Reads a Range header.
   *
   * @param size of the file
   */
  static Asked of(@Nullable String header, long size) {
    Matcher match = ONE.matcher(header == null ? "" : header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return new Asked.All();
    }
    return range(match, size).<Asked>map(Asked.Part::new).orElseGet(() -> valid(match));
  }

  private static Optional<ByteRange> range(Matcher match, long size) {
    if (match.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(match.group(2)), size);
      return last == 0 ? Optional.empty() : Optional.of(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(match.group(1));
    long to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
    long length = Math.min(to, size - 1) - from + 1;
    return length <= 0 ? Optional.empty() : Optional.of(new ByteRange(from, length));
  }

  /** A last byte before the first one is no range at all. */
  private static Asked valid(Matcher match) {
    boolean turned =
        !match.group(1).isEmpty()
            && !match.group(2).isEmpty()
            && Long.parseLong(match.group(2)) < Long.parseLong(match.group(1));
    return turned ? new Asked.All() : new Asked.Beyond();
  }
}
