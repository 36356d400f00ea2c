package dev.parley.messenger.search;

import org.jspecify.annotations.Nullable;

/**
 * A search for messages, as it was asked for. What is named here goes together with the filters
 * that the text holds.
 *
 * @param text words, phrases in quotes, filters; may be empty if there are others here
 * @param in a conversation
 * @param from a sender
 * @param has {@code image}, {@code file} or {@code link}
 * @param before a time as filters have it
 * @param after a time as filters have it
 */
public record MessageSearch(
    long userId,
    @Nullable String text,
    @Nullable Long in,
    @Nullable Long from,
    @Nullable String has,
    @Nullable String before,
    @Nullable String after,
    @Nullable String cursor,
    @Nullable Integer limit) {

  /** Words alone. */
  public static MessageSearch of(long userId, String text) {
    return new MessageSearch(userId, text, null, null, null, null, null, null, null);
  }
}
