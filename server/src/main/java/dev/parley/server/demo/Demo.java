package dev.parley.server.demo;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Passwords;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

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
   * Does nothing if there is an account with the first one's name.
   *
   * @throws Refusal {@code username-taken} if only others have theirs; then nothing is added
   */
  public void addOnce() {
    if (exists(Cast.ADA)) {
      return;
    }
    for (Cast one : Cast.values()) {
      if (exists(one)) {
        throw Refusal.ofField(
            RefusalCode.USERNAME_TAKEN,
            "username",
            "the demo needs the name %s, which somebody has".formatted(one.username()));
      }
    }
    var stage = new Stage(transactions, ids, passwords, clock);
    for (Cast one : Cast.values()) {
      stage.enter(one, PASSWORD);
    }
    stage.group(Script.GROUP_TITLE, Script.RIVER_CLUB);
    stage.direct(Cast.ADA, Cast.LIN, Script.ADA_AND_LIN);
    stage.direct(Cast.BOB, Cast.ADA, Script.ADA_AND_BOB);
    stage.direct(Cast.LIN, Cast.BOB, Script.LIN_AND_BOB);
  }

  private boolean exists(Cast one) {
    try {
      accounts.findByUsername(one.username());
      return true;
    } catch (Refusal refusal) {
      if (refusal.code() == RefusalCode.NOT_FOUND) {
        return false;
      }
      throw refusal;
    }
  }
}
