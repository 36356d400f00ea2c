package dev.parley.conformance.durability;

import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.util.stream.LongStream;

/** People who never sign in, made without the cost of a password. */
record Crowd(int size) {
  static final long FIRST = 1_000;

  private static final String PERSON =
      """
      insert into account (user_id, username, username_norm, display_name, name_norm, created_at,
        updated_at)
      values (:id, :name, :name, :name, :name, 0, 0)
      """;

  LongStream ids() {
    return LongStream.range(FIRST, FIRST + size);
  }

  /** Gives them accounts; the store is made if there is none. */
  void register(StoreSettings place) {
    try (Store store = Store.open(place)) {
      store
          .write(handle -> {
            var batch = handle.prepareBatch(PERSON);
            ids().forEach(id -> batch.bind("id", id).bind("name", "silent" + id).add());
            return batch.execute();
          })
          .join();
    }
  }
}
