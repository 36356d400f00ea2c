package dev.parley.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.TableShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes an archive with tools that keep gzip and tar whole is found out too. */
class ArchiveTest {
  private static final int PARTS = 2_345;

  private final Path file;

  ArchiveTest(@TempDir Path folder) throws IOException {
    file = folder.resolve("a.tar.gz");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var writer = new ArchiveWriter(channel)) {
      for (int i = 0; i < PARTS; i++) {
        byte[] content = ("content of " + i).getBytes(StandardCharsets.UTF_8);
        writer.part(name(i), content, content.length);
      }
      writer.finish((parts, bytes, digest) ->
          new Manifest("test", "8", "sqlite", "now", List.of(), parts, bytes, digest));
    }
  }

  private static String name(int number) {
    return "media/" + "long/".repeat(30) + number;
  }

  private static Manifest read(Path file) throws IOException {
    return ArchiveReader.read(file, (_, _, _) -> {});
  }

  @Test
  void shouldGiveEachPartInItsOrder() throws IOException {
    var names = new ArrayList<String>();
    Manifest manifest =
        ArchiveReader.read(
            file,
            (name, content, size) -> {
              assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                  .isEqualTo("content of " + names.size())
                  .hasSize((int) size);
              names.add(name);
            });
    assertThat(names).hasSize(PARTS).first().isEqualTo(name(0));
    assertThat(manifest.parts()).isEqualTo(PARTS);
  }

  @Test
  void shouldNameThePartThatWasChanged() throws IOException {
    repack(entries -> entries.put(name(1_500), bytes("content of 1501")));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("wrong checksum: " + name(1_500));
  }

  @Test
  void shouldMissAPartTogetherWithItsChecksum() throws IOException {
    repack(entries -> {
      entries.keySet().removeIf(name -> name.equals("checksums/000003"));
      entries.keySet().removeIf(name -> name.startsWith("media/") && number(name) >= 2_000);
    });
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("missing");
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
  }

  @Test
  void shouldMissItsEnd() throws IOException {
    repack(entries -> entries.remove(Manifest.NAME));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void shouldRefuseALaterFormat() throws IOException {
    repack(entries ->
        entries.computeIfPresent(
            Manifest.NAME,
            (_, old) ->
                bytes(
                    new String(old, StandardCharsets.UTF_8)
                        .replace("\"format\" : 1", "\"format\" : 2"))));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("update Parley first");
  }

  @Test
  void shouldRefuseWhatIsNoArchive() throws IOException {
    Files.writeString(file, "something else altogether");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("no gzip file");
    assertThatThrownBy(() -> read(file.resolveSibling("absent")))
        .hasMessageContaining("there is no file");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Change {
    void of(Map<String, byte[]> entries);
  }

  private void repack(Change change) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    change.of(entries);
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var each : entries.entrySet()) {
        var entry = new TarArchiveEntry(each.getKey());
        entry.setSize(each.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(each.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  @Test
  void shouldKeepEveryValueOfARow() throws IOException {
    var part = new RowLines.Part();
    @Nullable Object[] row = {
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      null,
      "",
      "quote \" back \\ line \n tab \t",
      "群 👨‍👩‍👧‍👦",
      "[1]"
    };
    try (var json = RowLines.writer(part)) {
      RowLines.write(json, row);
      RowLines.write(json, new @Nullable Object[] {null});
    }
    var rows = new ArrayList<List<@Nullable Object>>();
    RowLines.read(new ByteArrayInputStream(part.toByteArray()), rows::add);
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst()).containsExactly(row);
    assertThat(part.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void shouldRefuseNamesThatCouldBecomeStatements() {
    assertThatThrownBy(() -> new TableShape("x\"; drop table message; --", List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
