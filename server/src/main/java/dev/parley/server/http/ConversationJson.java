package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.Retention;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.InviteView;
import dev.parley.server.view.MemberView;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversations, members and links, as the HTTP API reads them and lists them. */
final class ConversationJson {
  private ConversationJson() {}

  /**
   * One page.
   *
   * @param conversations pinned ones first, then by their last message
   * @param people those whom the last messages of groups name
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Conversations(
      List<ConversationView> conversations, List<PersonView> people, @Nullable String next) {}

  /**
   * A conversation to begin.
   *
   * @param kind {@code direct} with somebody, or {@code group}
   * @param userId of a direct one: with whom
   * @param title of a group: 1 to 128 characters
   * @param avatarId of a group: a file of the caller's
   * @param memberIds of a group: its first members besides the caller, at most 100
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Beginning(
      @Nullable String kind,
      @Nullable String userId,
      @Nullable String title,
      @Nullable String avatarId,
      @Nullable List<String> memberIds) {

    Groups.Plan plan() {
      return new Groups.Plan(
          title == null ? "" : title,
          Texts.bodyId("avatar_id", avatarId),
          memberIds == null ? List.of() : ids("member_ids", memberIds));
    }
  }

  /**
   * What is to be different; what is absent stays.
   *
   * @param title 1 to 128 characters
   * @param avatarId a file of the caller's; empty takes it away
   * @param retention how long messages are kept: {@code server} for the server's own rule, {@code
   *     forever}, or hours or days from {@code 1h} to {@code 3650d}
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Change(@Nullable String title, @Nullable String avatarId, @Nullable String retention) {

    Groups.Change parse() {
      boolean none = avatarId != null && avatarId.isEmpty();
      return new Groups.Change(
          title, none ? (Long) 0L : Texts.bodyId("avatar_id", avatarId), rule(retention));
    }

    private static @Nullable Retention rule(@Nullable String text) {
      return text == null
          ? null
          : Retention.ofConversation(text)
              .orElseThrow(() ->
                  Refusal.ofField(
                      RefusalCode.INVALID_FIELD,
                      "retention",
                      "expected server, " + Retention.EXPECTED));
    }
  }

  /**
   * For how long.
   *
   * @param until ISO 8601, to come
   */
  @Serdeable
  record Until(@Nullable String until) {
    long parse() {
      Long time = Texts.bodyTime("until", until);
      if (time == null) {
        throw Refusal.ofField(
            RefusalCode.INVALID_FIELD, "until", "expected a time such as 2026-11-21T10:00:00.000Z");
      }
      return time;
    }
  }

  /**
   * What was typed and not sent.
   *
   * @param text at most 16 KiB in UTF-8; empty takes it away
   */
  @Serdeable
  record Draft(@Nullable String text) {}

  /**
   * Somebody.
   *
   * @param userId the person
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Person(@Nullable String userId) {
    long parse() {
      return Texts.requiredId("user_id", userId);
    }
  }

  /**
   * People to let in.
   *
   * @param userIds at most 100
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Newcomers(@Nullable List<String> userIds) {
    List<Long> parse() {
      return userIds == null ? List.of() : ids("user_ids", userIds);
    }
  }

  /**
   * Who came.
   *
   * @param added without those who were in already
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Added(List<String> added) {}

  /**
   * What somebody may do.
   *
   * @param role {@code admin} or {@code member}
   */
  @Serdeable
  record RoleChange(@Nullable String role) {}

  /**
   * One page, by user id.
   *
   * @param members who is in
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Members(List<MemberView> members, @Nullable String next) {}

  /**
   * A link to make.
   *
   * @param expiresAt ISO 8601, to come; never if absent
   * @param maxUses how many may come by it; any number if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record NewInvite(@Nullable String expiresAt, @Nullable Integer maxUses) {}

  /**
   * The links of a group that work.
   *
   * @param invites newest first
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Invites(List<InviteView> invites) {}

  /**
   * What somebody with a link sees of the group before joining.
   *
   * @param title of the group
   * @param avatarId a file; null for none
   * @param memberCount how many are in
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record InvitePreview(String title, @Nullable String avatarId, int memberCount) {}

  private static List<Long> ids(String field, List<String> texts) {
    return texts.stream().map(text -> Texts.requiredId(field, text)).toList();
  }
}
