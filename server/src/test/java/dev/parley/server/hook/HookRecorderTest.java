package dev.parley.server.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.channels.app.AppKey;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.AccountCreated;
import dev.parley.messenger.conversation.ReceiptMoved;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written down with an event, and when nothing is. */
@ParameterizedClass
@EnumSource(Engine.class)
class HookRecorderTest {
  private static final EventSink NOBODY = _ -> {};

  private final StoreFixture place;
  private final Store store;
  private final Hooks hooks;
  private final Transactions transactions;

  HookRecorderTest(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
    InstantSource clock = InstantSource.system();
    hooks = Hooks.keep(store, clock, new SecureRandom());
    var ids = new Ids(clock, 0, 0);
    BeanProvider<Ids> provider = () -> ids;
    transactions =
        new Transactions(
            store, NOBODY, new HookRecorder(hooks, JsonMapper.createDefault(), provider));
  }

  @AfterEach
  void close() {
    store.close();
    place.close();
  }

  private void happen(Event... events) {
    transactions.write(
        1,
        (_, out) -> {
          List.of(events).forEach(out);
          return null;
        });
  }

  private List<String> written() {
    return transactions.read(handle ->
        handle
            .createQuery("select kind from event_hook_outbox order by event_id")
            .mapTo(String.class)
            .list());
  }

  private static ReceiptMoved receipt() {
    return new ReceiptMoved(7, 8, 1, 1, 2, 0, ReceiptMoved.Shown.ALL);
  }

  @Test
  void shouldWriteNothingDownWithoutAHookOrWithoutAWish() {
    happen(new AccountCreated(5), receipt());
    assertThat(written()).isEmpty();
    HookView hook = hooks.add("http://127.0.0.1:9/", List.of(), Map.of());
    happen(new AccountCreated(5), receipt());
    assertThat(written()).containsExactly("user_created");
    hooks.remove(hook.id());
    happen(new AccountCreated(5), receipt());
    assertThat(written()).containsExactly("user_created");
  }

  @Test
  void shouldWriteNothingDownOfWhatWasNotCommitted() {
    hooks.add("http://127.0.0.1:9/", List.of("user_created", "receipt_moved"), Map.of());
    assertThatThrownBy(() ->
            transactions.write(
                1,
                (handle, out) -> {
                  out.accept(new AccountCreated(5));
                  return handle.execute("insert into nowhere values (1)");
                }))
        .isInstanceOf(RuntimeException.class);
    assertThat(written()).isEmpty();
    happen(new AccountCreated(5), receipt());
    assertThat(written()).containsExactly("user_created", "receipt_moved");
  }

  @Test
  void shouldSeeAHookOfAnotherNodeAndSignWithTheSameSecret() {
    Hooks other = Hooks.keep(store, InstantSource.system(), new SecureRandom());
    other.add("http://127.0.0.1:9/", List.of("user_created"), Map.of());
    assertThat(hooks.wanted()).isEmpty();
    hooks.reload();
    assertThat(hooks.wanted()).containsExactly(HookEvent.USER_CREATED);
    assertThat(hooks.pair()).isEqualTo(other.pair());
  }

  @Test
  void shouldSignWithTheNextSecretOnceItsTimeHasComeAndForgetTheOneBefore() {
    var time = new AtomicLong(System.currentTimeMillis() + 1_000);
    Hooks ours = Hooks.keep(store, () -> Instant.ofEpochMilli(time.get()), new SecureRandom());
    AppKey first = ours.pair();
    ours.rotate(Duration.ofHours(2)); // replaced before it began
    AppKey second = ours.rotate(Duration.ofHours(1)).pair();
    time.addAndGet(Duration.ofHours(1).toMillis() - 1);
    assertThat(ours.pair()).isEqualTo(first);
    time.incrementAndGet();
    assertThat(ours.pair()).isEqualTo(second);
    AppKey third = ours.rotate(Duration.ZERO).pair();
    AppKey fourth = ours.rotate(Duration.ZERO).pair();
    time.addAndGet(1);
    assertThat(ours.pair()).isEqualTo(fourth).isNotEqualTo(third);
    time.addAndGet(1);
    assertThat(ours.secrets()).extracting(HookSecret::pair).containsExactly(fourth);
  }

  @Test
  void shouldTakeEachRowOnceWhoeverTakes() {
    hooks.add("http://127.0.0.1:9/", List.of("user_created"), Map.of());
    for (int i = 0; i < 30; i++) {
      happen(new AccountCreated(100 + i));
    }
    List<Long> first = take(20);
    List<Long> second = take(20);
    assertThat(first).hasSize(20).isSorted();
    assertThat(second).hasSize(10).isSorted().doesNotContainAnyElementsOf(first);
    assertThat(take(20)).isEmpty();
  }

  private List<Long> take(int most) {
    return transactions.write(
        0,
        (handle, _) ->
            new HookOutboxTable(handle).take(most).stream().map(HookOutboxTable.Row::id).toList());
  }
}
