package dev.parley.server.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where one server tells the messenger's events, for operators. */
public interface HookRegistry {
  /** All hooks, oldest first. */
  List<HookView> list();

  /**
   * Adds one; it counts from the next event on.
   *
   * @param url {@code http} or {@code https} with a host
   * @param events such as {@code message_created}; all but {@code receipt_moved} if empty
   * @param headers sent along with every request; their values are never shown again
   */
  HookView add(String url, List<String> events, Map<String, String> headers);

  /** Takes one away; what is queued for it is still tried. */
  void remove(String id);

  /** What signs the requests now, and behind it what will, if there is such a one. */
  List<HookSecret> secrets();

  /**
   * Makes another secret. The present one signs until then, so that receivers can learn the new one
   * before; what was signed and is still being tried keeps its signature.
   *
   * @param notice 0 to 30 days
   * @return the new one
   */
  HookSecret rotate(Duration notice);
}
