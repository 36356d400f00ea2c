package dev.parley.server.user;

import dev.parley.messenger.Bound;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.session.PasswordChanges;
import dev.parley.messenger.session.Suspensions;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Accounts of this process's store. Thread-safe; blocks. */
public final class LocalUsers implements UserRegistry {
  /** Without letters and digits that look alike. */
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int PASSWORD_LENGTH = 20;

  private final Accounts accounts;
  private final PasswordChanges passwords;
  private final Suspensions suspensions;
  private final RandomGenerator random;

  public LocalUsers(
      Accounts accounts,
      PasswordChanges passwords,
      Suspensions suspensions,
      RandomGenerator random) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.suspensions = suspensions;
    this.random = random;
  }

  @Override
  public List<UserView> list(long after, int limit) {
    return accounts.page(after, limit).stream().map(UserView::of).toList();
  }

  @Override
  public Made create(
      String username,
      @Nullable String password,
      @Nullable String displayName,
      @Nullable String email) {
    String chosen = password == null ? madeUp() : password;
    Account made = accounts.register(new Registration(username, chosen, email, displayName, null));
    return new Made(UserView.of(made), chosen);
  }

  @Override
  public String resetToken(String username) {
    return passwords.issueReset(
        accounts.findByUsername(username).userId(), Bound.RESET_LINK_MILLIS);
  }

  @Override
  public UserView setEnabled(String username, boolean enabled) {
    long id = accounts.findByUsername(username).userId();
    return UserView.of(enabled ? suspensions.restore(id) : suspensions.suspend(id));
  }

  private String madeUp() {
    var text = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }
}
