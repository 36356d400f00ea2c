package dev.parley.channels.webhook;

import java.util.Map;
import java.util.Optional;

/** Makes one attempt. Thread-safe; blocks, within bounds. */
interface Sender extends AutoCloseable {
  /**
   * Sends a delivery.
   *
   * @param headers those that the endpoint asked for
   * @return empty if it was accepted, else why not, without any payload or secret
   */
  Optional<String> send(Delivery delivery, Map<String, String> headers);

  /** Ends attempts that are under way; they count as failed. */
  @Override
  void close();
}
