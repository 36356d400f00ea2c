package dev.parley.messenger.media;

import dev.parley.messenger.Event;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Has the collector look at all files of an account that is deleted. Stateless. */
public final class MediaDeparture {
  /** A step of the deletion; in its transaction. */
  public void run(Handle handle, long userId, Consumer<Event> events) {
    new UploadTable(handle).checkAllOf(userId);
  }
}
