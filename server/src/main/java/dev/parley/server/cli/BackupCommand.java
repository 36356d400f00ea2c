package dev.parley.server.cli;

import dev.parley.server.backup.Backup;
import dev.parley.server.config.S3Settings;
import dev.parley.server.config.ServerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes an archive, also while servers run. */
@Command(
    name = "backup",
    description =
        "Write everything into one archive: the store, media, settings and secrets. The server may"
            + " run meanwhile.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private static final double MIB = 1_048_576;

  @Mixin private final AnswerOptions options = new AnswerOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "The archive to write, such as parley.tar.gz. It holds secrets.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    ServerSettings settings = options.settings();
    Backup.Made made =
        new Backup(
                settings, options.settingsFile(), Main.Version.ofThisProgram(), Clock.systemUTC())
            .make(file);
    var tree = new LinkedHashMap<String, Object>();
    tree.put("file", made.file().toString());
    tree.put("bytes", made.size());
    tree.put("messages", made.messages());
    tree.put("accounts", made.people());
    tree.put("media_files", made.media());
    S3Settings bucket = settings.media().s3();
    if (bucket != null) {
      tree.put("bucket", bucket.address());
    }
    tree.put("millis", made.took().toMillis());
    options.print(new AnswerOptions.Answer(text(made) + files(settings.data(), bucket), tree));
    return 0;
  }

  /** Where the files lie, and what of them is not in the archive. */
  private static String files(Path data, @Nullable S3Settings bucket) {
    return bucket == null
        ? "The files that people sent lie in %s and are in it.%n"
            .formatted(data.toAbsolutePath().resolve("media"))
        : "The files that people sent lie in %s and are not in it: copy that as well.%n"
            .formatted(bucket.address());
  }

  private static String text(Backup.Made made) {
    return String.format(
        Locale.ROOT,
        "Wrote %s: %,d messages, %,d accounts, %,d media files; %,.1f MiB in %,.1f s.%n",
        made.file(),
        made.messages(),
        made.people(),
        made.media(),
        made.size() / MIB,
        made.took().toMillis() / 1_000.0);
  }
}
