package dev.parley.messenger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Writes down, in the very transaction that makes them, events that must be told even if the
 * process dies right after the commit. Runs on the hot path and perhaps more than once for a
 * transaction: it has no effect beside the database, and is quick where there is nothing to write.
 */
@FunctionalInterface
public interface EventRecorder {
  void record(Handle handle, List<Event> events);
}
