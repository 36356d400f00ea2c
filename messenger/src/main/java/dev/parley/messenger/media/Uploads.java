package dev.parley.messenger.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import dev.parley.messenger.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Files that come in, in one piece or in several. Their bytes go to the disk as they come, whatever
 * their size. Thread-safe; blocks.
 */
public final class Uploads {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final String NAMELESS = "file";

  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final MediaLimits limits;
  private final Spool spool;
  private final MediaStore store;
  private final Inspector inspector;
  private final MediaTable media = new MediaTable();
  private final Semaphore places = new Semaphore(Bound.MEDIA_UPLOADS_AT_ONCE.count());
  private final Set<Long> growing = ConcurrentHashMap.newKeySet();

  public Uploads(
      Transactions transactions,
      Ids ids,
      InstantSource clock,
      MediaLimits limits,
      Spool spool,
      MediaStore store,
      Inspector inspector) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
    this.spool = spool;
    this.store = store;
    this.inspector = inspector;
  }

  /**
   * How far an upload has come.
   *
   * @param offset bytes that are there
   * @param size bytes that there will be
   * @param expiresAt epoch milliseconds
   */
  public record Progress(long id, long offset, long size, long expiresAt) {}

  /** The largest file, in bytes. */
  public long largest() {
    return limits.fileBytes();
  }

  /**
   * Takes a whole file.
   *
   * @param size of it, in bytes
   * @throws Refusal as {@link #begin}, {@link #append} and {@link Inspector#inspect} say
   * @throws IOException if the source ends early or fails, or the disk does; then nothing is left
   */
  public Media receive(long ownerId, String name, long size, InputStream source)
      throws IOException {
    Progress begun = begin(ownerId, name, size);
    boolean whole = false;
    try {
      Progress grown = append(ownerId, begun.id(), 0, source);
      whole = grown.offset() == size;
      if (!whole) {
        throw new IOException("%d of %d bytes came".formatted(grown.offset(), size));
      }
      return find(begun.id());
    } finally {
      if (!whole) {
        discard(begun.id());
      }
    }
  }

  /**
   * Begins a file whose bytes will come.
   *
   * @param name what its owner calls it
   * @param size of it, in bytes
   * @throws Refusal {@code too-large}; {@code rate-limited} for the day's files and bytes; {@code
   *     invalid-field}, {@code field-too-long} for the name, or an empty file
   */
  public Progress begin(long ownerId, String name, long size) {
    String line = ShortText.of("name", name, Bound.MEDIA_NAME_LENGTH);
    if (size <= 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "size", "expected at least one byte");
    }
    if (size > limits.fileBytes()) {
      throw Refusal.of(
          RefusalCode.TOO_LARGE,
          "expected at most %d bytes, got %d".formatted(limits.fileBytes(), size));
    }
    long id = ids.next();
    long now = clock.millis();
    long expiresAt = now + Bound.MEDIA_UNUSED_MILLIS.value();
    transactions.write(
        ownerId,
        (handle, _) -> {
          var table = new UploadTable(handle);
          requireRoom(table.used(ownerId, now - DAY_MILLIS), size);
          table.begin(id, ownerId, line.isEmpty() ? NAMELESS : line, size, now, expiresAt);
          return null;
        });
    return new Progress(id, 0, size, expiresAt);
  }

  private void requireRoom(UploadTable.Used used, long size) {
    boolean tooMany = used.files() >= limits.dayFiles();
    if (tooMany || used.bytes() + size > limits.dayBytes()) {
      throw Refusal.until(
          RefusalCode.RATE_LIMITED,
          Duration.ofHours(1),
          tooMany
              ? "%d files within a day are enough".formatted(limits.dayFiles())
              : "%d bytes within a day are enough".formatted(limits.dayBytes()));
    }
  }

  /**
   * How far an upload has come.
   *
   * @throws Refusal {@code not-found}
   */
  public Progress progress(long ownerId, long id) throws IOException {
    UploadTable.Unfinished upload = unfinished(ownerId, id);
    return progress(upload, spool.size(id));
  }

  /**
   * Adds bytes to a file; with the last one it is complete, and can be used when this returns. What
   * came before the source failed stays.
   *
   * @param offset where the bytes belong
   * @throws Refusal {@code not-found}; {@code upload-conflict} if they belong elsewhere, or if
   *     others are just coming; {@code too-large} if there are more than announced; {@code busy};
   *     and as {@link Inspector#inspect} says, then the file is gone
   * @throws MediaStore.Unavailable if all came and cannot be kept now; the same again, with no more
   *     bytes, tries once more
   */
  public Progress append(long ownerId, long id, long offset, InputStream source)
      throws IOException {
    if (!places.tryAcquire()) {
      throw Refusal.of(RefusalCode.BUSY, "too many files are coming at this moment; try again");
    }
    try {
      if (!growing.add(id)) {
        throw conflict("another request is adding to this file");
      }
      try {
        return grow(unfinished(ownerId, id), offset, source);
      } finally {
        growing.remove(id);
      }
    } finally {
      places.release();
    }
  }

  private Progress grow(UploadTable.Unfinished upload, long offset, InputStream source)
      throws IOException {
    long there = spool.size(upload.id());
    if (offset != there) {
      throw conflict("expected the bytes from offset %d on".formatted(there));
    }
    if (!spool.append(upload.id(), source, upload.size() - offset)) {
      throw Refusal.of(
          RefusalCode.TOO_LARGE, "expected %d bytes as announced".formatted(upload.size()));
    }
    long size = spool.size(upload.id());
    if (size == upload.size()) {
      finish(upload.id(), upload.size());
    }
    return progress(upload, size);
  }

  private void finish(long id, long announced) throws IOException {
    Path file = spool.file(id);
    String key = MediaKeys.of(id);
    try {
      Inspector.Found found = inspector.inspect(file);
      long size = Files.size(file);
      String sha256 = sha256(file);
      store.put(key, file);
      boolean expected =
          transactions.write(
              id, (handle, _) -> new UploadTable(handle).ready(id, found, size, sha256));
      if (!expected) {
        store.delete(key);
        throw notFound();
      }
    } catch (Refusal refusal) {
      if (refusal.code() != RefusalCode.BUSY) {
        discard(id);
      }
      throw refusal;
    } catch (IOException e) {
      if (spool.size(id) != announced) {
        discard(id); // written anew already: what its sender would go on with is no more
      }
      throw e;
    }
  }

  /**
   * Gives up a file that is not complete; one that is stays.
   *
   * @throws Refusal {@code not-found}
   */
  public void cancel(long ownerId, long id) throws IOException {
    unfinished(ownerId, id);
    discard(id);
  }

  private void discard(long id) throws IOException {
    long now = clock.millis();
    transactions.write(
        id,
        (handle, _) -> {
          new UploadTable(handle).giveUp(id, now);
          return null;
        });
    spool.delete(id);
  }

  private Media find(long id) {
    return transactions.read(handle -> media.find(handle, id).orElseThrow(Uploads::notFound));
  }

  private UploadTable.Unfinished unfinished(long ownerId, long id) {
    UploadTable.Unfinished found =
        transactions.read(handle ->
            new UploadTable(handle).unfinished(id, ownerId).orElseThrow(Uploads::notFound));
    if (found.createdAt() + Bound.MEDIA_UNUSED_MILLIS.value() <= clock.millis()) {
      throw notFound();
    }
    return found;
  }

  private static Progress progress(UploadTable.Unfinished upload, long offset) {
    return new Progress(
        upload.id(), offset, upload.size(), upload.createdAt() + Bound.MEDIA_UNUSED_MILLIS.value());
  }

  private static String sha256(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static Refusal conflict(String detail) {
    return Refusal.of(RefusalCode.UPLOAD_CONFLICT, detail);
  }

  private static Refusal notFound() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such file");
  }
}
