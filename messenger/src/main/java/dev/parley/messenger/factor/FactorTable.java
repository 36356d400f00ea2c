package dev.parley.messenger.factor;

import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code second_factor} and {@code recovery_code}. Used inside one transaction. */
record FactorTable(Handle handle) {
  /**
   * Somebody's secret.
   *
   * @param secret Base32
   * @param confirmed whether a code has shown that the app has it
   * @param lastStep codes of this time step and before are used up
   */
  record Row(String secret, boolean confirmed, long lastStep) {
    @Override
    public String toString() {
      return "Row[%s]".formatted(confirmed);
    }
  }

  Optional<Row> find(long userId) {
    return handle
        .createQuery("select secret, confirmed_at, last_step from second_factor where user_id = ?")
        .bind(0, userId)
        .map((row, _) ->
            new Row(
                row.getString("secret"),
                row.getObject("confirmed_at") != null,
                row.getLong("last_step")))
        .findOne();
  }

  /** Begins anew with another secret, unless one is confirmed. */
  boolean begin(long userId, String secret) {
    return handle.execute(
            """
            insert into second_factor (user_id, secret) values (?, ?)
            on conflict (user_id) do update set secret = excluded.secret, last_step = 0
            where second_factor.confirmed_at is null
            """,
            userId,
            secret)
        == 1;
  }

  void confirm(long userId, long now) {
    handle.execute("update second_factor set confirmed_at = ? where user_id = ?", now, userId);
  }

  /** Uses a time step up; true for one caller only. */
  boolean use(long userId, long step) {
    return handle.execute(
            "update second_factor set last_step = ? where user_id = ? and last_step < ?",
            step,
            userId,
            step)
        == 1;
  }

  void replaceRecovery(long userId, Collection<String> hashes) {
    handle.execute("delete from recovery_code where user_id = ?", userId);
    for (String hash : hashes) {
      handle.execute("insert into recovery_code (user_id, code_hash) values (?, ?)", userId, hash);
    }
  }

  int recoveryLeft(long userId) {
    return handle
        .createQuery("select count(*) from recovery_code where user_id = ?")
        .bind(0, userId)
        .mapTo(Integer.class)
        .one();
  }

  boolean useRecovery(long userId, String hash) {
    return handle.execute(
            "delete from recovery_code where user_id = ? and code_hash = ?", userId, hash)
        == 1;
  }

  void forgetAll(long userId) {
    handle.execute("delete from second_factor where user_id = ?", userId);
    handle.execute("delete from recovery_code where user_id = ?", userId);
  }
}
