package dev.parley.server.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppSource;
import dev.parley.channels.app.Limits;
import dev.parley.channels.webhook.WebhookSettings;
import dev.parley.channels.webhook.Webhooks;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountCreated;
import dev.parley.server.HookReceiver;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.webhook.StoredWebhookQueue;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import io.micronaut.json.JsonMapper;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How what was written down leaves the outbox. */
@ParameterizedClass
@EnumSource(Engine.class)
class HookWorkerTest {
  private static final AppSource NO_APPS =
      new AppSource() {
        @Override
        public Optional<App> byId(String id) {
          return Optional.empty();
        }

        @Override
        public Optional<App> byKey(String key) {
          return Optional.empty();
        }
      };

  private final InstantSource clock = InstantSource.system();
  private final HookReceiver receiver = HookReceiver.start();
  private final EventListeners listeners = new EventListeners();
  private final StoreFixture place;
  private final Store store;
  private final Hooks hooks;
  private final Transactions transactions;

  HookWorkerTest(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
    hooks = Hooks.keep(store, clock, new SecureRandom());
    var ids = new Ids(clock, 0, 0);
    transactions =
        new Transactions(
            store, listeners, new HookRecorder(hooks, JsonMapper.createDefault(), () -> ids));
  }

  @AfterEach
  void close() {
    store.close();
    place.close();
    receiver.close();
  }

  private void happen() {
    transactions.write(
        1,
        (_, out) -> {
          out.accept(new AccountCreated(5));
          return null;
        });
  }

  private long rows(String table) {
    return transactions.read(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private Webhooks webhooks(boolean allowPrivate) {
    return new Webhooks(
        new WebhookSettings(allowPrivate, Limits.DEFAULTS),
        hooks.beside(NO_APPS),
        clock,
        System::nanoTime,
        new StoredWebhookQueue(store));
  }

  private HookWorker worker(Webhooks webhooks) {
    return new HookWorker(hooks, transactions, listeners, webhooks, ServerSettings.of(Map.of()));
  }

  @Test
  void shouldForgetWhatNobodyWantsAnyMore() {
    HookView hook = hooks.add(receiver.url("/"), List.of(), Map.of());
    happen();
    hooks.remove(hook.id());
    assertThat(rows("event_hook_outbox")).isEqualTo(1);
    try (Webhooks webhooks = webhooks(true);
        HookWorker worker = worker(webhooks)) {
      webhooks.begin();
      worker.begin();
      await().until(() -> rows("event_hook_outbox") == 0);
    }
    assertThat(rows("webhook_delivery")).isZero();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void shouldTellWhatAnEarlierProcessWroteDown() {
    hooks.add(receiver.url("/"), List.of(), Map.of());
    happen();
    try (Webhooks webhooks = webhooks(true);
        HookWorker worker = worker(webhooks)) {
      webhooks.begin();
      worker.begin();
      await().until(() -> !receiver.events().isEmpty());
      await().until(() -> rows("webhook_delivery") == 0);
    }
    assertThat(receiver.events())
        .extracting(event -> event.get("name"))
        .containsExactly("user_created");
    assertThat(rows("event_hook_outbox")).isZero();
  }

  @Test
  void shouldTellWithinASecondWhatAnotherProcessWroteDown() {
    hooks.add(receiver.url("/"), List.of(), Map.of());
    try (Webhooks webhooks = webhooks(true);
        HookWorker worker = worker(webhooks)) {
      webhooks.begin();
      worker.begin();
      happen();
      await().until(() -> receiver.events().size() == 1);
      transactions.write(
          0,
          (handle, _) ->
              handle.execute(
                  """
                  insert into event_hook_outbox (event_id, lane, kind, body)
                  values (1, 0, 'user_deleted', '{"name":"user_deleted"}')
                  """));
      await().until(() -> receiver.events().size() == 2);
    }
  }

  @Test
  void shouldKeepAwayFromPrivateAddressesWhereWebhooksMay() {
    hooks.add(receiver.url("/"), List.of(), Map.of());
    try (Webhooks webhooks = webhooks(false);
        HookWorker worker = worker(webhooks)) {
      webhooks.begin();
      worker.begin();
      happen();
      await().until(() -> webhooks.stats().stream().anyMatch(one -> one.failedAttempts() > 0));
    }
    assertThat(receiver.requests()).isEmpty();
    assertThat(rows("webhook_delivery")).isEqualTo(1); // kept for the next start
  }
}
