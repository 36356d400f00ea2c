package dev.parley.channels.hub;

/**
 * Hears every {@link Transition}. Called under the channel's lock, on event loops: implementations
 * only hand over and return. Thread-safe.
 */
@FunctionalInterface
public interface TransitionListener {
  void onTransition(String appId, Transition transition);
}
