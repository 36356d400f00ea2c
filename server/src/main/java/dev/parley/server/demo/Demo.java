package dev.parley.server.demo;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Adds the made up people and what they said in the last days. Blocks. */
public final class Demo {
  /** Of all of them, and known to everybody. */
  public static final String PASSWORD = "parley-demo";

  /** With which they sign in. */
  public static final List<String> ADDRESSES =
      Arrays.stream(Cast.values()).map(Cast::address).toList();

  private final Transactions transactions;
  private final Ids ids;
  private final Passwords passwords;
  private final Accounts accounts;
  private final InstantSource clock;

  public Demo(
      Transactions transactions,
      Ids ids,
      Passwords passwords,
      Accounts accounts,
      InstantSource clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.passwords = passwords;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Does nothing if there is an account with the first one's name, unless an earlier call was
   * killed before its end: then it does what is missing.
   *
   * @throws Refusal {@code username-taken} if only others have theirs; then nothing is added
   */
  public void add() {
    Optional<Account> first = find(Cast.ADA);
    if (first.isPresent() && !isUnfinished(Cast.ADA, first.get())) {
      return;
    }
    var known = new EnumMap<Cast, Long>(Cast.class);
    for (Cast one : Cast.values()) {
      find(one).ifPresent(account -> known.put(one, requireUnfinished(one, account).userId()));
    }
    Instant begun =
        first.map(account -> Instant.ofEpochMilli(account.createdAt())).orElse(Stage.begin(clock));
    var stage = new Stage(transactions, ids, passwords, clock, begun);
    for (Cast one : Cast.values()) {
      stage.enter(one, PASSWORD, known.get(one));
    }
    stage.acquaint();
    stage.group(Script.GROUP_TITLE, Script.RIVER_CLUB);
    stage.direct(Cast.ADA, Cast.LIN, Script.ADA_AND_LIN);
    stage.direct(Cast.BOB, Cast.ADA, Script.ADA_AND_BOB);
    stage.direct(Cast.LIN, Cast.BOB, Script.LIN_AND_BOB);
    stage.finish();
  }

  /**
   * Whether this is somebody of ours in a play that has not ended: addresses are vouched for at its
   * end. Nobody else has an address of that domain, which is reserved for examples.
   */
  private static boolean isUnfinished(Cast one, Account account) {
    return one.address().equals(account.email()) && !account.emailVerified();
  }

  private static Account requireUnfinished(Cast one, Account account) {
    if (!isUnfinished(one, account)) {
      throw Refusal.ofField(
          RefusalCode.USERNAME_TAKEN,
          "username",
          "the demo needs the name %s, which somebody has".formatted(one.username()));
    }
    return account;
  }

  private Optional<Account> find(Cast one) {
    try {
      return Optional.of(accounts.findByUsername(one.username()));
    } catch (Refusal refusal) {
      if (refusal.code() == RefusalCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
