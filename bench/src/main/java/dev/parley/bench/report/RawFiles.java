package dev.parley.bench.report;

import dev.parley.bench.load.LoadResult;
import dev.parley.bench.load.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Keeps what the tables were made from: a line per run, and each run's latency samples. */
public final class RawFiles {
  private static final String HEADER =
      "run,events_per_s,deliveries_per_s,server_us_per_delivery,server_us_per_event,load_cores,others_cores,"
          + "delivered,missing,doubled,disordered,strays,refused,lost\n";

  private final Path folder;

  /** Uses an existing folder. */
  public RawFiles(Path folder) {
    this.folder = folder;
  }

  /** Adds a run under a name that is unique within this program run. */
  public void add(String run, LoadResult result) {
    String name = run.replaceAll("[^\\w.]+", "-");
    LoadResult.Account account = result.account();
    String line =
        String.format(
            Locale.ROOT,
            "%s,%.1f,%.1f,%.3f,%.3f,%.3f,%.3f,%d,%d,%d,%d,%d,%d,%d%n",
            name,
            result.publishedPerSecond(),
            result.deliveredPerSecond(),
            result.serverMicrosPerDelivery(),
            result.serverMicrosPerEvent(),
            result.cpu().loadCores(),
            result.cpu().othersCores(),
            account.delivered(),
            account.missing(),
            account.doubled(),
            account.disordered(),
            account.strays(),
            account.refused(),
            account.lost());
    try {
      Path runs = folder.resolve("runs.csv");
      Files.writeString(
          runs,
          Files.exists(runs) ? line : HEADER + line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      writeSamples(folder.resolve(name + ".micros.txt.gz"), result.latency());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeSamples(Path file, Samples samples) throws IOException {
    try (PrintWriter out =
        new PrintWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.US_ASCII)) {
      samples.stream().forEach(out::println);
    }
  }
}
