package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conformance.kit.Pace;
import dev.parley.conformance.kit.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged means kept also when the power fails while people write: all that the server had not
 * forced to the disk is gone then, or some of it, in any order.
 */
@Timeout(3_600)
class PowerLossTest {
  private static final int PEOPLE = 4;
  private static final int FAILURES = Pace.SOAK ? 100 : 3;
  private static final int MOST_ACKS = 80;

  private final Path folder;
  private final long seed = Long.getLong("parley.seed", System.nanoTime());
  private final Random random = new Random(seed);

  PowerLossTest(@TempDir Path folder) {
    this.folder = folder;
    System.out.println("PowerLossTest: repeat this run with -Dparley.seed=" + seed);
  }

  @Test
  void shouldLoseWhatWasNotForcedToTheDiskAndNothingElse() throws Exception {
    Disk disk = Disk.below(folder);
    Path file = folder.resolve("data/parley.db");
    disk.run(0, "dd", "if=/dev/zero", "of=parley.db", "bs=8", "count=1", "conv=fsync");
    disk.run(0, "dd", "if=/dev/zero", "of=parley.db", "bs=8", "count=1", "seek=1", "conv=notrunc");
    assertThat(file).hasSize(16);
    disk.losePower();
    assertThat(file).hasSize(8);
    disk.run(
        100, "dd", "if=/dev/zero", "of=parley.db", "bs=8", "count=1", "seek=1", "conv=notrunc");
    disk.losePower();
    assertThat(file).as("with luck").hasSize(16);
  }

  @Test
  void shouldKeepEveryAckedMessageOnceWhenThePowerFails() throws Exception {
    Disk disk = Disk.below(folder);
    ServerProcess server = start(disk, 0);
    try (var ledger = Ledger.below(folder)) {
      Town town = Town.found(server, PEOPLE);
      var talk = new Talk(town, ledger);
      for (int failure = 0; failure < FAILURES; failure++) {
        List<Attempt> open =
            talk.until(server, "p" + failure, random.nextLong(), acks(), server::kill);
        disk.losePower();
        server = start(disk, failure % 2 == 0 ? random.nextInt(100) : 0);
        var audit = new Audit(server, town, ledger);
        audit.retry(open);
        audit.check();
      }
      assertThat(town.followers()).allMatch(follower -> follower.resets().isEmpty());
    } finally {
      server.close();
    }
  }

  @Test
  void shouldFindOutWhenADiskOnlySaysThatItHasKeptThem() throws Exception {
    Disk disk = Disk.below(folder);
    ServerProcess server = start(disk, 0);
    try (var ledger = Ledger.below(folder)) {
      Town town = Town.found(server, 3);
      disk.beginLying();
      new Talk(town, ledger).until(server, "l", random.nextLong(), 1, server::kill);
      disk.losePower();
      server = start(disk, 0);
      var audit = new Audit(server, town, ledger);
      assertThatThrownBy(audit::check)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("[messages of ");
    } finally {
      server.close();
    }
  }

  private ServerProcess start(Disk disk, int luck) {
    return ServerProcess.startWith(disk.environment(luck), folder);
  }

  private int acks() {
    return 1 + random.nextInt(MOST_ACKS);
  }
}
