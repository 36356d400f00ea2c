package dev.parley.messenger.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device gets that asks for more.
 *
 * @param reset why it has to take a snapshot; {@code null} if it can go on
 * @param entries those after its place, numbered without holes; none with a reset
 * @param head the last number of the log
 * @param cursor stands after the last of these entries; {@code null} with a reset
 * @param more whether there are more entries
 * @param heads of all large groups of the user; none with a reset
 */
public record Pull(
    @Nullable Reset reset,
    List<Pointer> entries,
    long head,
    @Nullable String cursor,
    boolean more,
    List<GroupHead> heads) {
  public Pull {
    entries = List.copyOf(entries);
    heads = List.copyOf(heads);
  }

  static Pull reset(Reset why, long head) {
    return new Pull(why, List.of(), head, null, false, List.of());
  }
}
