package dev.parley.messenger;

/**
 * How far a job came with one batch.
 *
 * @param rows that it changed
 * @param more whether there may be more to do at once
 */
public record Progress(int rows, boolean more) {
  /** There was nothing to do. */
  public static final Progress DONE = new Progress(0, false);
}
