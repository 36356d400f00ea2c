package dev.parley.server.cli;

import dev.parley.server.backup.LastBackup;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the doctor says of the last copy, where there is something to lose. */
final class BackupCheck {
  private static final String NAME = "Backup";
  private static final Duration OLD = Duration.ofDays(7);
  private static final String ADVICE = "./parley backup FILE, also while the server runs";

  private BackupCheck() {}

  static List<Check> of(ServerSettings settings, Clock clock) {
    Optional<LastBackup> last = LastBackup.of(settings);
    if (last.isEmpty()) {
      return Files.isDirectory(settings.data())
          ? List.of(Check.poor(NAME, "none was made of " + settings.data(), ADVICE))
          : List.of();
    }
    Duration age = Duration.between(last.get().at(), clock.instant());
    String found = "%s, %d days ago".formatted(last.get().file(), age.toDays());
    return List.of(
        age.compareTo(OLD) <= 0 ? Check.good(NAME, found) : Check.poor(NAME, found, ADVICE));
  }
}
