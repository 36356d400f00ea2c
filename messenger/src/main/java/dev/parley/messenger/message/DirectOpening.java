package dev.parley.messenger.message;

import dev.parley.messenger.Event;
import dev.parley.messenger.Refusal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What sending by receiver asks of whoever makes direct conversations. */
public interface DirectOpening {
  /** The direct conversation of two users, if they have one. */
  Optional<Long> find(Handle handle, long userId, long peerId);

  /**
   * Finds it or makes it, inside the sending transaction.
   *
   * @return its id
   * @throws Refusal if there is no such person or the two may not write to each other
   */
  long open(Handle handle, Consumer<Event> events, long userId, long peerId);
}
