package dev.parley.channels.hub;

/**
 * Hears every {@link Transition}. Called under the channel's lock, on event loops: implementations
 * only hand over and return. Thread-safe.
 */
@FunctionalInterface
public interface TransitionListener {
  void onTransition(String appId, Transition transition);

  /** A client joined a channel, whatever its kind; what is published from now on reaches it. */
  default void onJoin(String appId, String channel) {}
}
