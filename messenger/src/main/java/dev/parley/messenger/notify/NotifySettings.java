package dev.parley.messenger.notify;

import dev.parley.messenger.conversation.NotifyLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody settled for all conversations.
 *
 * @param level where a conversation has none of its own
 * @param preview whether pushes hold names and words
 * @param quiet {@code null} for none
 */
public record NotifySettings(NotifyLevel level, boolean preview, @Nullable QuietHours quiet) {
  /** Of those who have settled nothing. */
  public static final NotifySettings DEFAULTS = new NotifySettings(NotifyLevel.ALL, true, null);

  /** Whether nothing is told now, whatever it is. */
  public boolean isQuiet(Instant now) {
    return quiet != null && quiet.contain(now);
  }
}
