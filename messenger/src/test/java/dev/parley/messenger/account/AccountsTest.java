package dev.parley.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.testing.StoreFixture;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AccountsTest {
  private static final String PASSWORD = "seven green Ladders";

  private final StoreFixture place;
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final List<AccountDeletionStep> steps = new ArrayList<>();
  private Store store;
  private Passwords passwords;
  private Transactions transactions;
  private Accounts accounts;
  private Profiles profiles;

  AccountsTest(Engine engine) {
    this.place = StoreFixture.on(engine);
  }

  @BeforeEach
  void open() {
    store = place.open();
    transactions = new Transactions(store, told::add);
    passwords = new Passwords(new Argon2(64, 1, 1), new SecureRandom());
    steps.add((_, _, _) -> {});
    accounts =
        new Accounts(
            transactions,
            new Ids(Clock.systemUTC(), 0, 0),
            Clock.systemUTC(),
            passwords,
            List.of((handle, userId, events) -> steps.getLast().run(handle, userId, events)));
    profiles = new Profiles(transactions, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    passwords.close();
    store.close();
    place.close();
  }

  private Account register(String username) {
    Account made = accounts.register(new Registration(username, PASSWORD, null, null, null));
    assertThat(told.remove(new AccountCreated(made.userId()))).isTrue();
    return made;
  }

  private static AccountChange change(
      @Nullable String username,
      @Nullable String email,
      @Nullable String displayName,
      @Nullable String signature) {
    return new AccountChange(username, email, displayName, signature, null, null, null);
  }

  private void image(long owner, long id) {
    transactions.write(
        owner,
        (handle, _) ->
            handle.execute(
                """
                insert into media (media_id, owner_id, name, type, kind, size_bytes, state, created_at, check_at)
                values (?, ?, 'a.png', 'image/png', 0, 1, 1, 0, 0)
                """,
                id,
                owner));
  }

  @Test
  void shouldKeepWhatWasGiven() {
    Account made =
        accounts.register(
            new Registration(" Ａda.L ", PASSWORD, "Ada@Exämple.org", "Ada 你好", "zh-cn"));
    assertThat(made.username()).isEqualTo("Ada.L");
    assertThat(made.displayName()).isEqualTo("Ada 你好");
    assertThat(made.email()).isEqualTo("Ada@Exämple.org");
    assertThat(made.emailVerified()).isFalse();
    assertThat(made.locale()).isEqualTo("zh-CN");
    assertThat(accounts.find(made.userId())).isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "",
        "a b",
        "ann@home",
        "é.clair",
        ".ann",
        "ann.",
        "ann-b",
        "a/b/c",
        "аnna",
        "ann\u0000"
      })
  void shouldRefuseOtherCharactersInNames(String username) {
    assertThatThrownBy(() -> register(username))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.INVALID_FIELD);
              assertThat(refusal.field()).isEqualTo("username");
            });
  }

  @ParameterizedTest
  @CsvSource({"parley", "ADMIN", "Support", "everyone"})
  void shouldReserveNamesThatPassForTheServer(String username) {
    assertRefused(RefusalCode.USERNAME_TAKEN, "username", () -> register(username));
  }

  @Test
  void shouldNameTheFieldThatIsTooLong() {
    assertRefused(RefusalCode.FIELD_TOO_LONG, "username", () -> register("a".repeat(33)));
    assertRefused(
        RefusalCode.FIELD_TOO_LONG,
        "display_name",
        () -> accounts.register(new Registration("anna", PASSWORD, null, "😀x".repeat(33), null)));
    assertRefused(
        RefusalCode.FIELD_TOO_LONG,
        "email",
        () ->
            accounts.register(
                new Registration("anna", PASSWORD, "a@" + "b".repeat(253), null, null)));
    assertRefused(
        RefusalCode.FIELD_TOO_LONG,
        "password",
        () -> accounts.register(new Registration("anna", "x1".repeat(65), null, null, null)));
    long anna = register("anna").userId();
    assertRefused(
        RefusalCode.FIELD_TOO_LONG,
        "signature",
        () -> accounts.change(anna, change(null, null, null, "x".repeat(141))));
    assertRefused(
        RefusalCode.INVALID_FIELD,
        "display_name",
        () -> accounts.change(anna, change(null, null, "two\nlines", null)));
    assertRefused(
        RefusalCode.INVALID_FIELD,
        "locale",
        () ->
            accounts.change(
                anna, new AccountChange(null, null, null, null, null, null, "not a tag")));
  }

  @ParameterizedTest
  @CsvSource({
    "1234567, INVALID_FIELD",
    "password1, WEAK_PASSWORD",
    "zhaoyun12, WEAK_PASSWORD",
    "qwertyuiop, WEAK_PASSWORD",
    "11111111111111, WEAK_PASSWORD"
  })
  void shouldRefuseWeakPasswords(String password, RefusalCode code) {
    assertRefused(
        code,
        "password",
        () -> accounts.register(new Registration("zhaoyun", password, null, null, null)));
  }

  @Test
  void shouldGiveANameToOneOfFiftyWhoWantIt() throws Exception {
    var ready = new CountDownLatch(50);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 50; i++) {
        String name = i % 2 == 0 ? "Zora" : "zora";
        answers.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              try {
                return register(name).username();
              } catch (Refusal refusal) {
                return refusal.code().text();
              }
            }));
      }
      var outcomes = new ArrayList<String>();
      for (Future<String> answer : answers) {
        outcomes.add(answer.get());
      }
      assertThat(outcomes).filteredOn(one -> one.equalsIgnoreCase("zora")).hasSize(1);
      assertThat(outcomes).filteredOn("username-taken"::equals).hasSize(49);
    }
  }

  @Test
  void shouldRenameAndFreeTheOldName() {
    long anna = register("anna").userId();
    register("bert");
    assertRefused(
        RefusalCode.USERNAME_TAKEN,
        "username",
        () -> accounts.change(anna, change("BERT", null, null, null)));
    accounts.change(anna, change("Anna_2", null, null, null));
    assertThat(register("anna").userId()).isNotEqualTo(anna);
    assertThat(accounts.change(anna, change("ANNA_2", null, null, null)).username())
        .isEqualTo("ANNA_2");
  }

  @Test
  void shouldTellWhatChangedAndKeepTheRest() {
    long anna = register("anna").userId();
    image(anna, 5);
    image(anna, 6);
    accounts.change(anna, new AccountChange(null, "a@b.org", "Anna", "hi", 5L, 6L, "en"));
    Account after = accounts.change(anna, new AccountChange(null, "", null, "", 0L, null, null));
    assertThat(after.email()).isNull();
    assertThat(after.displayName()).isEqualTo("Anna");
    assertThat(after.signature()).isEmpty();
    assertThat(after.avatarFile()).isNull();
    assertThat(after.backgroundFile()).isEqualTo(6L);
    assertThat(told)
        .hasSize(3)
        .contains(new AddressClaimed(anna, "a@b.org"))
        .last()
        .isInstanceOfSatisfying(
            ProfileChanged.class,
            changed -> assertThat(changed.profile()).isEqualTo(profiles.byId(anna)));
  }

  @Test
  void shouldFindPeopleByTheirWholeHandleOnly() {
    long anna = register("anna").userId();
    long bert = register("Bert_99").userId();
    assertThat(profiles.search(anna, "@BERT_99", null))
        .extracting(Profile::userId)
        .containsExactly(bert);
    assertThat(profiles.search(anna, "bert", null)).isEmpty();
    assertThat(profiles.search(anna, "%", null)).isEmpty();
  }

  @Test
  void shouldFindContactsAndThoseOfTheSameGroupsByAPartOfTheirName() {
    long anna = register("anna").userId();
    long bert = register("bert_99").userId();
    long carl = register("carl").userId();
    long gone = register("carla").userId();
    accounts.change(carl, change(null, null, "Ärzte 你好", null));
    transactions.write(
        anna,
        (handle, _) -> {
          handle.execute(
              "insert into contact (user_id, contact_id, created_at) values (?,?,0)", anna, bert);
          handle.execute(
              """
              insert into conversation (conversation_id, kind, created_by, last_message_at,
                created_at, updated_at) values (9, 1, ?, 0, 0, 0)
              """,
              anna);
          for (long member : new long[] {anna, carl, gone}) {
            handle.execute(
                """
                insert into member (conversation_id, user_id, join_seq, left_seq, joined_at)
                values (9, ?, 1, ?, 0)
                """,
                member,
                member == gone ? 5 : null);
          }
          return null;
        });
    assertThat(profiles.search(anna, "ert_", null))
        .extracting(Profile::userId)
        .containsExactly(bert);
    assertThat(profiles.search(anna, "r%t", null)).isEmpty();
    assertThat(profiles.search(anna, "ärz", null))
        .extracting(Profile::userId)
        .containsExactly(carl);
    assertThat(profiles.search(anna, "你好", null)).hasSize(1);
    assertThat(profiles.search(anna, "carl", null))
        .extracting(Profile::userId)
        .containsExactly(carl);
    assertThat(profiles.search(bert, "ann", null)).isEmpty();
  }

  @Test
  void shouldLeaveNothingOfADeletedAccount() {
    Account anna =
        accounts.register(new Registration("anna", PASSWORD, "anna@b.org", "Anna Smith", "en"));
    long id = anna.userId();
    var ran = new ArrayList<Long>();
    steps.add((_, userId, _) -> ran.add(userId));
    assertRefused(
        RefusalCode.WRONG_PASSWORD, "password", () -> accounts.delete(id, "something else"));
    accounts.delete(id, PASSWORD);
    assertThat(ran).containsExactly(id);
    assertThat(told)
        .containsExactly(
            new AccountCreated(id), new AddressClaimed(id, "anna@b.org"), new AccountDeleted(id));
    assertRefused(RefusalCode.NOT_FOUND, null, () -> accounts.find(id));
    assertThat(profiles.byId(id)).isEqualTo(new Profile(id, "", "", "", null, null, true, 1));
    List<Object> row =
        transactions.read(handle ->
            List.copyOf(
                handle
                    .createQuery("select * from account where user_id = ?")
                    .bind(0, id)
                    .mapToMap()
                    .one()
                    .values()
                    .stream()
                    .map(String::valueOf)
                    .toList()));
    assertThat(row.toString()).doesNotContainIgnoringCase("anna", "smith", "argon");
    assertThat(register("anna").userId()).isNotEqualTo(id);
  }

  @Test
  void shouldDeleteNothingIfAStepFails() {
    long anna = register("anna").userId();
    steps.add((_, _, _) -> {
      throw new IllegalStateException("no");
    });
    assertThatThrownBy(() -> accounts.delete(anna, PASSWORD))
        .isInstanceOf(IllegalStateException.class);
    assertThat(accounts.find(anna).username()).isEqualTo("anna");
    assertThat(told).isEmpty();
  }

  @Test
  void shouldKeepTheServersOwnAccountOutOfListsAndWithoutAPassword() {
    long anna = register("anna").userId();
    assertThat(accounts.page(0, 10)).extracting(Account::userId).containsExactly(anna);
    assertThat(accounts.find(Accounts.SYSTEM_USER).hasPassword()).isFalse();
  }

  private static void assertRefused(RefusalCode code, @Nullable String field, Callable<?> work) {
    assertThatThrownBy(work::call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }

  private static void assertRefused(RefusalCode code, @Nullable String field, Runnable work) {
    assertRefused(
        code,
        field,
        () -> {
          work.run();
          return "";
        });
  }
}
