package dev.parley.messenger;

import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every event to all who listen, in the order in which they joined. One that throws hides
 * nothing from the others. Thread-safe.
 */
public final class EventListeners implements EventSink {
  private static final Logger log = LoggerFactory.getLogger(EventListeners.class);

  private final CopyOnWriteArrayList<EventSink> listeners = new CopyOnWriteArrayList<>();

  public void add(EventSink listener) {
    listeners.add(listener);
  }

  @Override
  public void accept(Event event) {
    for (EventSink listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        log.error("a listener failed on {}", event.getClass().getSimpleName(), e);
      }
    }
  }
}
