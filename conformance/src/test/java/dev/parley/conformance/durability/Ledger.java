package dev.parley.conformance.durability;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Acknowledgements in a file, each forced to the disk before the next message. Thread-safe. */
final class Ledger implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  Ledger(Path file) {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One for a test with this folder: in it, or in a new file of the folder that {@code
   * parley.ledger} names, which should lie on another disk than the servers' data.
   */
  static Ledger below(Path folder) {
    String other = System.getProperty("parley.ledger");
    try {
      return new Ledger(
          other == null || other.isBlank()
              ? folder.resolve("acks")
              : Files.createTempFile(Files.createDirectories(Path.of(other)), "acks", ".tsv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Ack ack) {
    Attempt attempt = ack.attempt();
    String line =
        String.join(
            "\t",
            attempt.conversation(),
            attempt.sender(),
            attempt.name(),
            attempt.text(),
            Long.toString(ack.seq()),
            ack.id() + "\n");
    try {
      channel.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything since the test began. */
  List<Ack> acks() {
    try {
      return Files.readAllLines(file, US_ASCII).stream().map(Ledger::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ack read(String line) {
    String[] fields = line.split("\t", -1);
    return new Ack(
        new Attempt(fields[0], fields[1], fields[2], fields[3]),
        Long.parseLong(fields[4]),
        fields[5]);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
