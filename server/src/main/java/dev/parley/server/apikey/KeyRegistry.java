package dev.parley.server.apikey;

import java.time.Duration;
import java.util.List;

/** The API keys of one server, for operators. */
public interface KeyRegistry {
  /** All of them, oldest first. */
  List<KeyView> list();

  /**
   * Makes a key.
   *
   * @param scopes such as {@code users:read}
   */
  Made create(String name, List<String> scopes);

  /** Gives a key another secret; the present one works on for the grace time. */
  Made rotate(String id, Duration grace);

  /** Ends a key at once. */
  void revoke(String id);

  /**
   * A key and its new secret, which is told this once.
   *
   * @param secret never logged
   */
  record Made(KeyView key, String secret) {
    @Override
    public String toString() {
      return "Made[" + key.id() + "]";
    }
  }
}
