package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.session.Session;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signing up and in, and sessions, as the HTTP API writes and reads them. */
final class AuthJson {
  private AuthJson() {}

  /**
   * A new account.
   *
   * @param username 3 to 32 of a-z, 0-9, _ and .; unique whatever its case
   * @param password 8 to 128 characters that are not easy to guess
   * @param email at most 254 characters; counts only once it is verified
   * @param displayName 1 to 64 characters; the username if absent
   * @param locale BCP 47
   * @param device what to call this device in the list of sessions; the browser's name if absent
   * @param deviceId from an earlier sign-in on this device
   * @param mode {@code bearer} (both tokens in the answer) or {@code cookie} (for browsers: the
   *     refresh token goes into a cookie); bearer if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Register(
      @Nullable String username,
      @Nullable String password,
      @Nullable String email,
      @Nullable String displayName,
      @Nullable String locale,
      @Nullable String device,
      @Nullable String deviceId,
      @Nullable String mode) {

    Registration parse() {
      return new Registration(username, password, email, displayName, locale);
    }

    /** Without the password and what is personal. */
    @Override
    public String toString() {
      return "Register[]";
    }
  }

  /**
   * Signing in.
   *
   * @param identifier username or address
   * @param password of that account
   * @param code of the second factor, or a recovery code; only where it is on
   * @param device what to call this device in the list of sessions; the browser's name if absent
   * @param deviceId from an earlier sign-in on this device
   * @param mode {@code bearer} or {@code cookie}; bearer if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Login(
      @Nullable String identifier,
      @Nullable String password,
      @Nullable String code,
      @Nullable String device,
      @Nullable String deviceId,
      @Nullable String mode) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /**
   * Shows a refresh token; browsers in cookie mode send an empty object.
   *
   * @param refreshToken from the last answer
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Refresh(@Nullable String refreshToken) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Refresh[]";
    }
  }

  /**
   * A change of one's own password.
   *
   * @param currentPassword the account's present one
   * @param newPassword 8 to 128 characters that are not easy to guess
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {
    /** Without the passwords. */
    @Override
    public String toString() {
      return "PasswordChange[]";
    }
  }

  /**
   * Asks for a way back in.
   *
   * @param identifier username or address
   */
  @Serdeable
  record Forgotten(@Nullable String identifier) {}

  /**
   * An address by a link.
   *
   * @param token what the link holds; good once
   */
  @Serdeable
  record Verification(@Nullable String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Verification[]";
    }
  }

  /**
   * A new password by a link.
   *
   * @param token what the link holds; good once
   * @param newPassword 8 to 128 characters that are not easy to guess
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Reset(@Nullable String token, @Nullable String newPassword) {
    /** Without the token and the password. */
    @Override
    public String toString() {
      return "Reset[]";
    }
  }

  /**
   * A session and what it needs.
   *
   * @param accessToken send it as {@code Authorization: Bearer}
   * @param accessExpiresAt ISO 8601, UTC; refresh before
   * @param refreshToken absent in cookie mode
   * @param refreshExpiresAt ISO 8601, UTC
   * @param sessionId one sign-in
   * @param deviceId send it when this device signs in again
   * @param user the account; absent after a refresh
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record SignedIn(
      String accessToken,
      String accessExpiresAt,
      @Nullable String refreshToken,
      String refreshExpiresAt,
      String sessionId,
      String deviceId,
      AccountJson.@Nullable Me user) {

    /**
     * The answer to a sign-in.
     *
     * @param account null after a refresh
     * @param cookie whether the refresh token travels in a cookie instead
     */
    static SignedIn of(Tokens tokens, @Nullable Account account, boolean cookie) {
      return new SignedIn(
          tokens.access(),
          Texts.time(tokens.accessExpiresAt()),
          cookie ? null : tokens.refresh(),
          Texts.time(tokens.refreshExpiresAt()),
          Texts.id(tokens.caller().sessionId()),
          Texts.id(tokens.caller().deviceId()),
          account == null ? null : AccountJson.Me.of(account));
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "SignedIn[%s]".formatted(sessionId);
    }
  }

  /**
   * A sign-in that is alive.
   *
   * @param device its name
   * @param network where it was last seen: a /24 or /64
   * @param current whether this request came from it
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SessionEntry(
      String id,
      String deviceId,
      String device,
      String network,
      String createdAt,
      String lastUsedAt,
      boolean current) {

    static SessionEntry of(Session session, long current) {
      return new SessionEntry(
          Texts.id(session.sessionId()),
          Texts.id(session.deviceId()),
          session.device(),
          session.network(),
          Texts.time(session.createdAt()),
          Texts.time(session.lastUsedAt()),
          session.sessionId() == current);
    }
  }

  /** All live sessions, the last used first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SessionList(List<SessionEntry> sessions) {}
}
