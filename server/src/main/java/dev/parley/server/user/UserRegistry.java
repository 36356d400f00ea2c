package dev.parley.server.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts of one server, for operators. */
public interface UserRegistry {
  /**
   * One page, oldest first.
   *
   * @param after id of the last one before; 0 for the first page
   */
  List<UserView> list(long after, int limit);

  /**
   * Makes an account.
   *
   * @param password made up if null
   */
  Made create(
      String username,
      @Nullable String password,
      @Nullable String displayName,
      @Nullable String email);

  /** A token that sets a new password once, within a day. Earlier ones are void. */
  String resetToken(String username);

  /** Turns somebody away, and ends their sessions, or lets them in again. */
  UserView setEnabled(String username, boolean enabled);

  /**
   * A new account.
   *
   * @param password as given, or made up; never logged
   */
  record Made(UserView user, String password) {
    @Override
    public String toString() {
      return "Made[" + user.username() + "]";
    }
  }
}
