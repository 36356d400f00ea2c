package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.Provision;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.receipt.Unread;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What only back ends write and read; all else has the form that users know. */
final class ServerJson {
  private ServerJson() {}

  /**
   * Somebody to bring in. No password and no address is needed.
   *
   * @param externalId what the back end calls this user, 1 to 128 visible ASCII characters without
   *     a slash; asking twice gives the same user
   * @param username 3 to 32 of a-z, 0-9, _ and .; made up if absent
   * @param displayName 1 to 64 characters; the username if absent
   * @param email at most 254 characters; counts only once it is verified
   * @param locale BCP 47
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewUser(
      @Nullable String externalId,
      @Nullable String username,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String locale) {

    Provision parse() {
      return new Provision(
          name(ExternalName.Kind.USER, externalId), username, email, displayName, locale);
    }

    /** Without what is personal. */
    @Override
    public String toString() {
      return "NewUser[]";
    }
  }

  private static @Nullable ExternalName name(ExternalName.Kind kind, @Nullable String text) {
    return text == null ? null : ExternalName.of(kind, text);
  }

  /**
   * A user as back ends see it.
   *
   * @param externalId what a back end calls this user; null if none does
   * @param enabled false for somebody who was turned away
   * @param lastSeenAt ISO 8601, UTC; null if never
   * @param user the account as its owner sees it
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record User(
      @Nullable String externalId,
      boolean enabled,
      @Nullable String lastSeenAt,
      AccountJson.Me user) {

    static User of(Account account, @Nullable String externalId) {
      return new User(
          externalId,
          account.status() == AccountStatus.ACTIVE,
          Texts.timeOrNull(account.lastSeenAt()),
          AccountJson.Me.of(account));
    }
  }

  /**
   * One page of users, oldest first.
   *
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Users(List<User> users, @Nullable String next) {}

  /**
   * A session to open for a user.
   *
   * @param device what to call it in the user's list of sessions
   */
  @Serdeable
  record NewSession(@Nullable String device) {}

  /**
   * A conversation to begin for a user. Users may be named as {@code ext:} and the back end's id.
   *
   * @param kind {@code direct} with somebody, or {@code group}
   * @param userId of a direct one: with whom
   * @param externalId of a group: what the back end calls it, 1 to 128 visible ASCII characters
   *     without a slash; asking twice gives the same group
   * @param title of a group: 1 to 128 characters
   * @param memberIds of a group: its first members besides its owner, at most 100
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewConversation(
      @Nullable String kind,
      @Nullable String userId,
      @Nullable String externalId,
      @Nullable String title,
      @Nullable List<String> memberIds) {

    @Nullable ExternalName name() {
      return ServerJson.name(ExternalName.Kind.CONVERSATION, externalId);
    }
  }

  /**
   * A conversation, whoever is in it.
   *
   * @param id stable; a string of digits
   * @param externalId what a back end calls it; null if none does
   * @param kind {@code direct} or {@code group}
   * @param title of a group
   * @param ownerId of a group
   * @param memberCount how many are present
   * @param lastSeq number of the last message, 0 if there is none
   * @param lastRev moves with every change of the log
   * @param createdAt ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Room(
      String id,
      @Nullable String externalId,
      String kind,
      @Nullable String title,
      @Nullable String ownerId,
      int memberCount,
      long lastSeq,
      long lastRev,
      String createdAt) {

    static Room of(Conversation room, @Nullable String externalId) {
      return new Room(
          Texts.id(room.id()),
          externalId,
          room.kind().name().toLowerCase(Locale.ROOT),
          room.title(),
          Texts.idOrNull(room.ownerId()),
          room.memberCount(),
          room.lastSeq(),
          room.lastRev(),
          Texts.time(room.createdAt()));
    }
  }

  /**
   * What a user has not seen in a conversation.
   *
   * @param unread messages of others above the read position
   * @param mentions how many of them call the user
   */
  @Serdeable
  record UnreadCount(long unread, long mentions) {
    static UnreadCount of(Unread unread) {
      return new UnreadCount(unread.messages(), unread.mentions());
    }
  }
}
