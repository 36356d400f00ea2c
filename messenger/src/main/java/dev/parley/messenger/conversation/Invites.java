package dev.parley.messenger.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links into groups. Only the hash of a link's secret is kept, so who reads the database cannot
 * join. A link that never was, has expired, is used up or was revoked gives one and the same {@code
 * not-found}. Thread-safe; blocks.
 */
public final class Invites {
  /** 192 bits: cannot be guessed, and makes 32 characters. */
  private static final int SECRET_BYTES = 24;

  private final Parts parts;
  private final InviteTable table = new InviteTable();

  Invites(Parts parts) {
    this.parts = parts;
  }

  /**
   * Makes a link; admins may.
   *
   * @param expiresAt epoch milliseconds; {@code null} for never
   * @param maxUses how many may come by it; {@code null} for any number
   * @throws Refusal as {@link Access#mayAdminister}; {@code invalid-field}, {@code limit-reached}
   */
  public Invite.Fresh create(
      long userId, long conversationId, @Nullable Long expiresAt, @Nullable Integer maxUses) {
    long now = parts.clock().millis();
    if (expiresAt != null && expiresAt <= now) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "expires_at", "expected a time to come");
    }
    if (maxUses != null && maxUses < 1) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "max_uses", "expected 1 or more");
    }
    byte[] random = new byte[SECRET_BYTES];
    parts.random().nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var invite = new Invite(parts.ids().next(), conversationId, userId, now, expiresAt, maxUses, 0);
    parts.administer(
        userId,
        conversationId,
        Role.ADMIN,
        (handle, _, _, _) -> {
          table.sweep(handle, conversationId, now);
          if (table.list(handle, conversationId, now).size() >= Bound.INVITES_PER_GROUP.count()) {
            throw Refusal.of(
                RefusalCode.LIMIT_REACHED,
                "a group has at most %d links; revoke one"
                    .formatted(Bound.INVITES_PER_GROUP.count()));
          }
          table.insert(handle, invite, hash(secret));
          return null;
        });
    return new Invite.Fresh(invite, secret);
  }

  /**
   * The links of a group that work, newest first; admins may.
   *
   * @throws Refusal as {@link Access#mayAdminister}
   */
  public List<Invite> list(long userId, long conversationId) {
    return parts
        .transactions()
        .read(handle -> {
          Conversation group =
              parts.access().canRead(handle, conversationId, userId).conversation();
          parts.access().mayAdminister(handle, group, userId, Role.ADMIN);
          return table.list(handle, conversationId, parts.clock().millis());
        });
  }

  /**
   * Ends a link; admins may.
   *
   * @throws Refusal as {@link Access#mayAdminister}; {@code not-found} if the group has no such
   *     link
   */
  public void revoke(long userId, long conversationId, long inviteId) {
    parts.administer(
        userId,
        conversationId,
        Role.ADMIN,
        (handle, _, _, _) -> {
          if (!table.revoke(handle, conversationId, inviteId, parts.clock().millis())) {
            throw noLink();
          }
          return null;
        });
  }

  /**
   * What a link leads to; whoever has it may ask, also without an account.
   *
   * @throws Refusal {@code not-found}
   */
  public Invite.Preview preview(String secret) {
    return parts
        .transactions()
        .read(handle -> {
          Invite invite =
              table.find(handle, hash(secret), parts.clock().millis()).orElseThrow(Invites::noLink);
          Conversation group =
              parts
                  .conversations()
                  .find(handle, invite.conversationId())
                  .filter(found -> found.dissolvedAt() == null)
                  .orElseThrow(Invites::noLink);
          return new Invite.Preview(
              String.valueOf(group.title()), group.avatarFile(), group.memberCount());
        });
  }

  /**
   * Joins by a link. Who is in already stays in, and the link keeps its use.
   *
   * @return the group
   * @throws Refusal {@code not-found}, {@code group-full}, {@code limit-reached}; the link keeps
   *     its use then
   */
  public Conversation join(long userId, String secret) {
    String hash = hash(secret);
    long conversationId =
        parts
            .transactions()
            .read(handle ->
                table.find(handle, hash, parts.clock().millis()).orElseThrow(Invites::noLink))
            .conversationId();
    return parts
        .transactions()
        .write(
            conversationId,
            (handle, events) -> {
              Conversation group =
                  parts.conversations().lock(handle, conversationId).orElseThrow(Invites::noLink);
              if (parts
                  .members()
                  .find(handle, conversationId, userId)
                  .filter(Member::isPresent)
                  .isPresent()) {
                return group;
              }
              if (!table.take(handle, hash, parts.clock().millis())) {
                throw noLink();
              }
              parts
                  .admission()
                  .admit(
                      handle, events, group, userId, List.of(userId), _ -> new SystemNote.Joined());
              return parts.conversations().find(handle, conversationId).orElseThrow();
            });
  }

  private static Refusal noLink() {
    return Refusal.of(RefusalCode.NOT_FOUND, "this link does not work");
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
