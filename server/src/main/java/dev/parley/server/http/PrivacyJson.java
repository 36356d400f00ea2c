package dev.parley.server.http;

import dev.parley.messenger.privacy.Circle;
import dev.parley.messenger.privacy.PrivacyChange;
import dev.parley.messenger.privacy.PrivacySettings;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/** What people show of themselves, as the HTTP API reads it and shows it. */
final class PrivacyJson {
  private PrivacyJson() {}

  /**
   * What the caller shows.
   *
   * @param lastSeen who sees when the caller is and was online: {@code everybody}, {@code contacts}
   *     or {@code nobody}; whoever is left out is not seen by the caller either
   * @param readReceipts whether in direct conversations both see how far the other has read; in
   *     groups they always do
   * @param reach who may write to the caller first, and add the caller to groups: {@code
   *     everybody}, {@code contacts} and those to whom the caller wrote, or {@code nobody}
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Settings(String lastSeen, boolean readReceipts, String reach) {
    static Settings of(PrivacySettings settings) {
      return new Settings(
          settings.lastSeen().text(), settings.readReceipts(), settings.reach().text());
    }
  }

  /**
   * What is to be different; what is absent stays.
   *
   * @param lastSeen {@code everybody}, {@code contacts} or {@code nobody}
   * @param readReceipts whether they are shown
   * @param reach {@code everybody}, {@code contacts} or {@code nobody}
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Change(@Nullable String lastSeen, @Nullable Boolean readReceipts, @Nullable String reach) {
    PrivacyChange parse() {
      return new PrivacyChange(
          Circle.parse("last_seen", lastSeen), readReceipts, Circle.parse("reach", reach));
    }
  }
}
