package dev.parley.messenger;

/** Where events go once they are committed. Called in commit order per lane; must not block. */
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
