package dev.parley.messenger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import dev.parley.store.Lineage;
import dev.parley.store.Store;
import dev.parley.store.testing.PostgresServer;
import dev.parley.store.testing.StoreFixture;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When numbers may belong to something else, the epoch is another one. */
class EpochTest {
  private static long current(Store store, Epoch epoch) {
    return store.read(epoch::current).join();
  }

  private static Store open(StoreFixture place, Epoch epoch) {
    Store store = place.open();
    store
        .write(handle -> {
          epoch.begin(handle);
          return 0;
        })
        .join();
    return store;
  }

  @Test
  void shouldStayOverAStop() {
    for (Engine engine : Engine.values()) {
      var epoch = new Epoch(engine, new SecureRandom());
      try (StoreFixture place = StoreFixture.on(engine)) {
        long first;
        try (Store store = open(place, epoch)) {
          first = current(store, epoch);
        }
        try (Store store = open(place, epoch)) {
          assertThat(current(store, epoch)).isEqualTo(first);
          store
              .write(handle -> {
                epoch.renew(handle);
                return 0;
              })
              .join();
          assertThat(current(store, epoch)).isNotEqualTo(first);
        }
      }
    }
  }

  @Test
  void shouldNeedNoRightThatAPlainRoleLacks() {
    try (StoreFixture place = StoreFixture.on(Engine.POSTGRESQL);
        Store store = place.open()) {
      PostgresServer.shared().execute("create role plain_reader");
      String seen =
          store
              .read(handle -> {
                handle.execute("set local role plain_reader");
                return Lineage.of(Engine.POSTGRESQL, handle);
              })
              .join();
      assertThat(seen).matches("\\d+/[0-9a-f]{8}");
    }
  }

  @Test
  void shouldChangeWhenAStandbyIsPromoted(@TempDir Path folder) {
    var epoch = new Epoch(Engine.POSTGRESQL, new SecureRandom());
    try (PostgresServer server = PostgresServer.startIn(folder);
        StoreFixture place = StoreFixture.onServer(server)) {
      long first;
      try (Store store = open(place, epoch)) {
        first = current(store, epoch);
      }
      server.promote();
      try (Store store = open(place, epoch)) {
        assertThat(current(store, epoch)).isNotEqualTo(first);
      }
    }
  }
}
