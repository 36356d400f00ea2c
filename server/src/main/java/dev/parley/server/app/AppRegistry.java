package dev.parley.server.app;

import java.util.List;

/**
 * Apps as operators work with them. Thread-safe; every method may block. All of them throw {@link
 * AppRefused} for what cannot be done.
 */
public interface AppRegistry {
  /** Every app without secrets: those of the configuration, then the store's, oldest first. */
  List<AppView> list();

  /**
   * One app with its secrets.
   *
   * @param id empty for the default app
   */
  AppView find(String id);

  /** Makes an app with one key; the answer holds the secret. */
  AppView create(AppDraft draft);

  /** Changes what the draft names; the answer holds no secrets. */
  AppView change(String id, AppDraft draft);

  /** Adds a key, which works beside the present ones; the answer holds the new key alone. */
  AppView.KeyView addKey(String id);

  /** Ends a key: new connections and requests with it are refused, open connections stay. */
  AppView retireKey(String id, String key);

  /** Removes an app for good and closes its connections. */
  void delete(String id);
}
