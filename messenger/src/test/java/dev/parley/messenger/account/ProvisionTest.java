package dev.parley.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNames;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts that back ends bring in. */
@ParameterizedClass
@EnumSource(Engine.class)
class ProvisionTest {
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final StoreFixture place;
  private final Store store;
  private final Passwords passwords;
  private final Accounts accounts;
  private final ExternalNames names;

  ProvisionTest(Engine engine) {
    place = StoreFixture.on(engine);
    store = place.open();
    var transactions = new Transactions(store, told::add);
    passwords = new Passwords(new Argon2(64, 1, 1), new SecureRandom());
    Clock clock = Clock.systemUTC();
    accounts = new Accounts(transactions, new Ids(clock, 0, 0), clock, passwords, List.of());
    names = new ExternalNames(transactions);
  }

  @AfterEach
  void close() {
    passwords.close();
    store.close();
    place.close();
  }

  private static ExternalName name(String text) {
    return ExternalName.of(ExternalName.Kind.USER, text);
  }

  private Provided provide(String name) {
    return accounts.provide(new Provision(name(name), null, null, "Ann", null));
  }

  @Test
  void shouldBringSomebodyInWithoutPasswordAddressAndHandle() {
    Account account = accounts.provide(new Provision(null, null, null, null, null)).account();
    assertThat(account.hasPassword()).isFalse();
    assertThat(account.email()).isNull();
    assertThat(account.username()).matches("u[a-z0-9]+").isEqualTo(account.displayName());
    assertThat(told).containsExactly(new AccountCreated(account.userId()));
  }

  @Test
  void shouldMakeOneAccountOfManyRequestsAtOnce() throws Exception {
    var ready = new CountDownLatch(50);
    var found = new HashSet<Long>();
    int made = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Provided>>();
      for (int i = 0; i < 50; i++) {
        answers.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return provide("customer-7");
            }));
      }
      for (Future<Provided> answer : answers) {
        found.add(answer.get().account().userId());
        made += answer.get().made() ? 1 : 0;
      }
    }
    assertThat(found).hasSize(1);
    assertThat(made).isEqualTo(1);
    assertThat(told).hasSize(1);
    assertThat(names.find(name("customer-7"))).isEqualTo(found.stream().findFirst());
  }

  @Test
  void shouldKeepNothingWhenTheHandleIsTaken() {
    accounts.provide(new Provision(null, "anna", null, null, null));
    assertThatThrownBy(
            () -> accounts.provide(new Provision(name("customer-7"), "Anna", null, null, null)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.USERNAME_TAKEN));
    assertThat(names.find(name("customer-7"))).isEmpty();
    assertThat(provide("customer-7").made()).isTrue();
  }

  @Test
  void shouldFreeTheNameOfADeletedAccount() {
    Account first = provide("customer-7").account();
    accounts.remove(first.userId());
    assertThat(names.find(name("customer-7"))).isEmpty();
    Provided second = provide("customer-7");
    assertThat(second.made()).isTrue();
    assertThat(second.account().userId()).isNotEqualTo(first.userId());
    assertThatThrownBy(() -> accounts.remove(Accounts.SYSTEM_USER)).isInstanceOf(Refusal.class);
  }

  @Test
  void shouldRefuseNamesThatCannotStandInAPath() {
    for (String bad : List.of("", "a b", "a/b", "é", "x".repeat(129), "a\n")) {
      assertThatThrownBy(() -> name(bad))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("external_id"));
    }
    assertThat(name("urn:shop:7?x=%20#~").text()).hasSize(18);
  }
}
