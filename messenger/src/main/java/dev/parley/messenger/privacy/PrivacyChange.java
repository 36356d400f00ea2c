package dev.parley.messenger.privacy;

import org.jspecify.annotations.Nullable;

/** What is to be different; {@code null} leaves a switch as it is. */
public record PrivacyChange(
    @Nullable Circle lastSeen, @Nullable Boolean readReceipts, @Nullable Circle reach) {
  PrivacySettings in(PrivacySettings before) {
    return new PrivacySettings(
        lastSeen == null ? before.lastSeen() : lastSeen,
        readReceipts == null ? before.readReceipts() : readReceipts,
        reach == null ? before.reach() : reach);
  }
}
