package dev.parley.messenger.media;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Complete files: who may read them, and their end. Thread-safe; blocks.
 *
 * <p>Its owner may read a file, and whoever may see something that refers to it. For all others it
 * does not exist.
 */
public final class MediaFiles {
  private final Transactions transactions;
  private final InstantSource clock;
  private final List<MediaUse> uses;
  private final MediaTable table = new MediaTable();

  /**
   * Puts it together.
   *
   * @param uses all places that refer to files
   */
  public MediaFiles(Transactions transactions, InstantSource clock, List<MediaUse> uses) {
    this.transactions = transactions;
    this.clock = clock;
    this.uses = List.copyOf(uses);
  }

  /**
   * A file for somebody who wants to read it.
   *
   * @throws Refusal {@code not-found}
   */
  public Media read(long mediaId, long userId) {
    return transactions.read(handle -> {
      Media found = table.find(handle, mediaId).orElseThrow(MediaFiles::notFound);
      if (found.ownerId() != userId
          && uses.stream().noneMatch(use -> use.mayRead(handle, mediaId, userId))) {
        throw notFound();
      }
      return found;
    });
  }

  /**
   * A file for somebody whom this server has given a link to it.
   *
   * @throws Refusal {@code not-found}
   */
  public Media linked(long mediaId) {
    return transactions.read(
        handle -> table.find(handle, mediaId).orElseThrow(MediaFiles::notFound));
  }

  /**
   * Deletes an own file that nothing refers to.
   *
   * @throws Refusal {@code not-found}; {@code in-use}
   */
  public void delete(long mediaId, long userId) {
    transactions.write(
        mediaId,
        (handle, _) -> {
          var rows = new UploadTable(handle);
          rows.lock(mediaId);
          if (table.find(handle, mediaId).filter(found -> found.ownerId() == userId).isEmpty()) {
            throw notFound();
          }
          if (isUsed(handle, mediaId)) {
            throw Refusal.of(
                RefusalCode.IN_USE, "a message or a profile shows this file; change that first");
          }
          rows.gone(mediaId, clock.millis());
          return null;
        });
  }

  boolean isUsed(Handle handle, long mediaId) {
    return uses.stream().anyMatch(use -> use.isUsed(handle, mediaId));
  }

  private static Refusal notFound() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such file");
  }
}
