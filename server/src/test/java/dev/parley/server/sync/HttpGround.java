package dev.parley.server.sync;

import dev.parley.server.ParleyServer;
import dev.parley.server.backup.Backup;
import dev.parley.server.backup.Restore;
import dev.parley.server.config.ServerSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** A whole server in this process, spoken to over HTTP and WebSocket. Its clock is the real one. */
final class HttpGround implements Ground {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a history lets pass goes faster here. */
  private static final long MOST_MILLIS = 60;

  private final Path folder;
  private final Map<String, HttpCaller> people = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<HttpPhone> phones = new ArrayList<>();
  private final Deeds deeds = new HttpDeeds(this::caller);
  private ParleyServer server;

  HttpGround(Path folder) {
    this.folder = folder;
    this.server = start();
  }

  private ParleyServer start() {
    return ParleyServer.start(settings());
  }

  private ServerSettings settings() {
    return ServerSettings.of(Map.of("port", 0, "data", folder));
  }

  /** Copies the running server. */
  void copyTo(Path archive) {
    new Backup(settings(), null, "test", Clock.systemUTC()).make(archive);
  }

  /** Goes back to a copy; sockets are open until the server ends. */
  void goBackTo(Path archive) {
    server.close();
    new Restore(settings(), folder.resolve("none.yml"), Clock.systemUTC(), new Random())
        .run(archive, true);
    phones.forEach(HttpPhone::cut);
    server = start();
  }

  private HttpCaller caller(String person) {
    return Objects.requireNonNull(people.get(person));
  }

  void clear() {
    phones.forEach(HttpPhone::cut);
    phones.clear();
  }

  @Override
  public String person(String name) {
    HttpCaller caller = HttpCaller.register(() -> server.port(), name);
    people.put(caller.userId(), caller);
    names.put(caller.userId(), name);
    return caller.userId();
  }

  @Override
  public Phone phone(String person) {
    var phone =
        new HttpPhone(
            HttpCaller.signIn(() -> server.port(), Objects.requireNonNull(names.get(person))));
    phones.add(phone);
    return phone;
  }

  @Override
  public Deeds deeds() {
    return deeds;
  }

  @Override
  public long now() {
    return System.currentTimeMillis();
  }

  @Override
  public void pass(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(Math.min(millis / 10, MOST_MILLIS)).toNanos());
  }

  /** It runs by itself. */
  @Override
  public void fanOut() {}

  @Override
  public void repeatFanOut() {}

  @Override
  public void settle() {
    try (Store store = Store.open(StoreSettings.in(folder))) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              store
                      .read(handle ->
                          handle.createQuery("select count(*) from outbox").mapTo(Long.class).one())
                      .join()
                  == 0);
    }
  }

  @Override
  public void restart() {
    phones.forEach(HttpPhone::cut);
    server.close();
    server = start();
  }

  /** Takes seven days. */
  @Override
  public void park(String person) {}

  /** Takes an hour. */
  @Override
  public void purge() {}

  @Override
  public String audit() {
    return ""; // the services' own histories look inside
  }

  @Override
  public void close() {
    clear();
    server.close();
  }
}
