package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountChange;
import dev.parley.messenger.account.Profiles;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts as the HTTP API writes and reads them. */
final class AccountJson {
  private AccountJson() {}

  /**
   * The caller's own account.
   *
   * @param id stable; a string of digits
   * @param username 3 to 32 of a-z, 0-9, _ and ., in the owner's own case
   * @param email null if none was given
   * @param emailVerified an address counts only once it is verified
   * @param displayName 1 to 64 characters
   * @param signature one line below the name, at most 140 characters; may be empty
   * @param avatarId a file; null for none
   * @param backgroundId a file; null for none
   * @param locale BCP 47; null is the browser's
   * @param hasPassword false if this person signs in by other means only
   * @param createdAt ISO 8601, UTC
   * @param version moves with every change that others see
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Me(
      String id,
      String username,
      @Nullable String email,
      boolean emailVerified,
      String displayName,
      String signature,
      @Nullable String avatarId,
      @Nullable String backgroundId,
      @Nullable String locale,
      boolean hasPassword,
      String createdAt,
      long version) {

    static Me of(Account account) {
      return new Me(
          Texts.id(account.userId()),
          account.username(),
          account.email(),
          account.emailVerified(),
          account.displayName(),
          account.signature(),
          Texts.idOrNull(account.avatarFile()),
          Texts.idOrNull(account.backgroundFile()),
          account.locale(),
          account.hasPassword(),
          Texts.time(account.createdAt()),
          account.version());
    }
  }

  /** People who were found, the exact handle first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Users(List<PersonView> users) {}

  /**
   * What is to be different; what is absent stays.
   *
   * @param username 3 to 32 of a-z, 0-9, _ and .
   * @param email at most 254 characters; empty takes it away; a new one is unverified
   * @param displayName 1 to 64 characters
   * @param signature at most 140 characters; empty takes it away
   * @param avatarId a file of the caller's; empty takes it away
   * @param backgroundId a file of the caller's; empty takes it away
   * @param locale BCP 47; empty takes it away
   * @param password of the account, for another address; not needed shortly after a sign-in
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Change(
      @Nullable String username,
      @Nullable String email,
      @Nullable String displayName,
      @Nullable String signature,
      @Nullable String avatarId,
      @Nullable String backgroundId,
      @Nullable String locale,
      @Nullable String password) {

    AccountChange parse() {
      return new AccountChange(
          username,
          email,
          displayName,
          signature,
          file("avatar_id", avatarId),
          file("background_id", backgroundId),
          locale);
    }

    private static @Nullable Long file(String field, @Nullable String id) {
      return id != null && id.isEmpty() ? (Long) 0L : Texts.bodyId(field, id);
    }

    /** Without what is personal. */
    @Override
    public String toString() {
      return "Change[]";
    }
  }

  /**
   * People whose profile was changed.
   *
   * @param people as they are now; some may come again, with the version that is known
   * @param next to go on from, now or at the next visit
   * @param more whether to go on now
   */
  @Serdeable
  record ProfileChanges(List<PersonView> people, String next, boolean more) {
    static ProfileChanges of(Profiles.Changes changes) {
      return new ProfileChanges(
          changes.people().stream().map(PersonView::of).toList(), changes.next(), changes.more());
    }
  }

  /**
   * Proof for what cannot be undone.
   *
   * @param password the account's, if it has one
   */
  @Serdeable
  record Deletion(@Nullable String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Deletion[]";
    }
  }
}
