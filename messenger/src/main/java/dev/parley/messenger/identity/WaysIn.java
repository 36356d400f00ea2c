package dev.parley.messenger.identity;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import org.jdbi.v3.core.Handle;

/** How many ways into an account there are: its password, linked accounts, passkeys. */
public final class WaysIn {
  private WaysIn() {}

  /**
   * Refuses to leave an account without any; call it behind the deletion, in its transaction.
   *
   * @throws Refusal {@code last-way-in}
   */
  public static void requireOne(Handle handle, long userId) {
    boolean open =
        handle
            .createQuery(
                """
                select 1 from account where user_id = :user and password_hash is not null
                union all select 1 from account_identity where user_id = :user
                union all select 1 from passkey where user_id = :user
                limit 1
                """)
            .bind("user", userId)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!open) {
      throw Refusal.of(
          RefusalCode.LAST_WAY_IN, "this is the last way into the account; add another one first");
    }
  }
}
