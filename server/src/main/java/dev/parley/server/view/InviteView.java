package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.conversation.Invite;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A link into a group, as its admins see it.
 *
 * @param id names it in this API; leads nowhere by itself
 * @param conversationId the group
 * @param createdBy who made it
 * @param createdAt ISO 8601, UTC
 * @param expiresAt null for never
 * @param maxUses null for any number
 * @param uses how many came by it
 * @param secret what the link carries; told once, when it is made
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InviteView(
    String id,
    String conversationId,
    String createdBy,
    String createdAt,
    @Nullable String expiresAt,
    @Nullable Integer maxUses,
    int uses,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

  public static InviteView of(Invite invite) {
    return of(invite, null);
  }

  /** With its secret, for whoever made it a moment ago. */
  public static InviteView of(Invite.Fresh fresh) {
    return of(fresh.invite(), fresh.secret());
  }

  private static InviteView of(Invite invite, @Nullable String secret) {
    return new InviteView(
        Texts.id(invite.id()),
        Texts.id(invite.conversationId()),
        Texts.id(invite.createdBy()),
        Texts.time(invite.createdAt()),
        Texts.timeOrNull(invite.expiresAt()),
        invite.maxUses(),
        invite.uses(),
        secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "InviteView[%s]".formatted(id);
  }
}
