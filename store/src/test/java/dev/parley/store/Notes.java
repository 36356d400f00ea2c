package dev.parley.store;

import dev.parley.store.testing.StoreFixture;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A store with one table of texts, which tests fill. */
final class Notes {
  private static final Migrations SCRIPTS = new Migrations("db/note");

  private Notes() {}

  static Store open(StoreFixture place) {
    return open(place.settings());
  }

  static Store open(StoreSettings settings) {
    return Engines.open(settings, SCRIPTS);
  }

  static CompletableFuture<Integer> add(Store store, String text) {
    return add(store, 0, text);
  }

  static CompletableFuture<Integer> add(Store store, long lane, String text) {
    return store.write(lane, handle -> handle.execute("insert into note (text) values (?)", text));
  }

  static List<String> texts(Store store) {
    return store
        .read(handle ->
            handle.createQuery("select text from note order by text").mapTo(String.class).list())
        .join();
  }
}
