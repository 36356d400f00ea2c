package dev.parley.server.apikey;

import dev.parley.messenger.apikey.ApiKeys;
import dev.parley.server.view.Texts;
import java.time.Duration;
import java.util.List;

/** Keys of this process's store. Thread-safe; blocks. */
public final class LocalKeys implements KeyRegistry {
  private final ApiKeys keys;

  public LocalKeys(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public List<KeyView> list() {
    return keys.list().stream().map(KeyView::of).toList();
  }

  @Override
  public Made create(String name, List<String> scopes) {
    return told(keys.create(name, scopes));
  }

  @Override
  public Made rotate(String id, Duration grace) {
    return told(keys.rotate(Texts.pathId(id), grace));
  }

  @Override
  public void revoke(String id) {
    keys.revoke(Texts.pathId(id));
  }

  private static Made told(ApiKeys.Made made) {
    return new Made(KeyView.of(made.key()), made.secret());
  }
}
