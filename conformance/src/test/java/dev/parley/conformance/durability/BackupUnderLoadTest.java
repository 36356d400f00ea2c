package dev.parley.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conformance.kit.ServerProcess;
import dev.parley.store.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy is made while everybody writes; a server that goes back to it is whole. */
@Timeout(300)
class BackupUnderLoadTest {
  private static final int PEOPLE = 6;
  private static final int ACKS = 100;

  private final Path folder;
  private final Path archive;

  BackupUnderLoadTest(@TempDir Path folder) {
    this.folder = folder;
    this.archive = folder.resolve("archive.tar.gz");
  }

  @Test
  void shouldHoldEverythingAcknowledgedBeforeOnTheEmbeddedStore() throws IOException {
    copyAndGoBack(place("first", null), place("second", null));
  }

  @Test
  void shouldHoldEverythingAcknowledgedBeforeOnPostgres() throws IOException {
    try (PostgresServer postgres = PostgresServer.startIn(folder)) {
      copyAndGoBack(
          place("first", postgres.url(postgres.createDatabase())),
          place("second", postgres.url(postgres.createDatabase())));
    }
  }

  private Path place(String name, @Nullable String url) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    if (url != null) {
      Files.writeString(
          place.resolve("parley.yml"),
          "parley:\n  store:\n    url: \"%s\"\n".formatted(url.replace("jdbc:", "")));
    }
    return place;
  }

  private void copyAndGoBack(Path first, Path second) {
    try (var ledger = Ledger.below(folder);
        var kept = new Ledger(folder.resolve("kept"))) {
      var before = new ArrayList<Ack>();
      List<Attempt> open;
      Town town;
      try (ServerProcess server = ServerProcess.start(first)) {
        town = Town.found(server, PEOPLE);
        open =
            new Talk(town, ledger)
                .until(
                    server,
                    "b",
                    1,
                    ACKS,
                    () -> {
                      before.addAll(ledger.acks());
                      ServerProcess.command(first, "backup", archive.toString(), "--data", "data");
                      server.kill();
                    });
      }
      List<Ack> acks = ledger.acks();
      assertThat(acks)
          .as("people went on while the copy was made")
          .hasSizeGreaterThan(before.size());
      ServerProcess.command(second, "restore", archive.toString(), "--data", "data");
      try (ServerProcess server = ServerProcess.start(second)) {
        List<Ack> found = found(server, town);
        assertThat(found).containsAll(before);
        var said = new HashSet<>(open);
        acks.forEach(ack -> said.add(ack.attempt()));
        assertThat(found).allMatch(ack -> said.contains(ack.attempt()));
        found.forEach(kept::add);
        var audit = new Audit(server, town, kept);
        audit.check();
        said.removeIf(attempt -> found.stream().anyMatch(ack -> ack.attempt().equals(attempt)));
        audit.retry(List.copyOf(said));
        audit.check();
        assertThat(town.followers())
            .as("devices that are told once that the store went back")
            .allMatch(follower -> follower.resets().equals(List.of("epoch")));
      }
    }
  }

  private static List<Ack> found(ServerProcess server, Town town) {
    var found = new ArrayList<Ack>();
    for (Town.Room room : town.rooms()) {
      try (Client client = Client.of(server, room.members().getFirst())) {
        for (JsonNode message : Audit.log(client, room.id())) {
          if (Audit.isSaid(message)) {
            found.add(Audit.acknowledged(message));
          }
        }
      }
    }
    return found;
  }
}
