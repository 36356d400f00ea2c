package dev.parley.messenger.media;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Images that people give themselves or their groups. Stateless. */
public final class OwnImages {
  private final MediaTable table = new MediaTable();

  /**
   * Takes a new image, and lets the one before go.
   *
   * @param field as the public API names it
   * @param after null for none; the one before is nothing new
   * @throws Refusal {@code invalid-field} if it is not an image, not complete or not the user's
   */
  public void exchange(
      Handle handle,
      String field,
      long userId,
      @Nullable Long before,
      @Nullable Long after,
      long now) {
    if (after != null && !after.equals(before)) {
      boolean fits =
          table
              .take(handle, after, now)
              .filter(image -> image.kind() == MediaKind.IMAGE && image.ownerId() == userId)
              .isPresent();
      if (!fits) {
        throw Refusal.ofField(
            RefusalCode.INVALID_FIELD, field, "expected an image that you have uploaded");
      }
    }
    table.replaced(handle, before, after);
  }
}
