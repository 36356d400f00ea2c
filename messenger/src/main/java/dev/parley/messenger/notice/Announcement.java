package dev.parley.messenger.notice;

import org.jspecify.annotations.Nullable;

/**
 * Something that the server says. Times are epoch milliseconds.
 *
 * @param recipients accounts that it could reach when it was made
 * @param sent messages so far; once it is done, the rest had gone or was turned away meanwhile
 * @param createdBy from where it was asked for
 */
public record Announcement(
    long id,
    Audience audience,
    NoticeText text,
    int recipients,
    int sent,
    String createdBy,
    long createdAt,
    @Nullable Long doneAt) {

  /** To whom it goes. */
  public enum Audience {
    /** Every account that there was when it was made. */
    ALL(0),
    /** Those who were named. */
    SOME(1);

    private final int stored;

    Audience(int stored) {
      this.stored = stored;
    }

    int stored() {
      return stored;
    }

    static Audience of(int stored) {
      return stored == ALL.stored ? ALL : SOME;
    }
  }
}
