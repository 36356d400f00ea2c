package dev.parley.messenger;

/**
 * Something that was committed and that others may want to hear of. Each package declares its own,
 * as records of plain data.
 */
public interface Event {
  /** Events of one lane are told in the order of their commits. Mostly the conversation's id. */
  long lane();
}
