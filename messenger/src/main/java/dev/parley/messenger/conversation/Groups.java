package dev.parley.messenger.conversation;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.StayTable.Beginning;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNameTable;
import dev.parley.messenger.media.OwnImages;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.privacy.Approach;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes groups and changes what all their members see. Thread-safe; blocks. */
public final class Groups {
  private final Transactions transactions;
  private final Access access;
  private final ConversationTable conversations;
  private final Newcomers newcomers;
  private final Admission admission;
  private final SystemMessages log;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final GroupTable table = new GroupTable();
  private final StayTable stays = new StayTable();
  private final OwnImages images = new OwnImages();

  Groups(Parts parts) {
    this.transactions = parts.transactions();
    this.access = parts.access();
    this.conversations = parts.conversations();
    this.newcomers = parts.newcomers();
    this.admission = parts.admission();
    this.log = parts.log();
    this.outbox = parts.outbox();
    this.ids = parts.ids();
    this.clock = parts.clock();
  }

  /**
   * A new group.
   *
   * @param title 1 to 128 characters
   * @param avatarFile id of an image
   * @param others its first members besides the owner, at most 100
   * @param name what a back end calls it; asking twice makes one group
   * @param approach who brings the others in
   */
  public record Plan(
      String title,
      @Nullable Long avatarFile,
      List<Long> others,
      @Nullable ExternalName name,
      Approach approach) {
    public Plan {
      others = List.copyOf(others);
    }

    /** One that no back end has named. */
    public Plan(String title, @Nullable Long avatarFile, List<Long> others) {
      this(title, avatarFile, others, null, Approach.PERSON);
    }
  }

  /**
   * Changes of a group; {@code null} leaves things as they are.
   *
   * @param avatarFile 0 takes the avatar away
   */
  public record Change(
      @Nullable String title, @Nullable Long avatarFile, @Nullable Retention retention) {
    public Change(@Nullable String title, @Nullable Long avatarFile) {
      this(title, avatarFile, null);
    }
  }

  /**
   * A group that was asked for.
   *
   * @param isNew whether it was made just now
   */
  public record Provided(Conversation group, boolean isNew) {}

  /** As {@link #provide}, for who does not name what is made. */
  public Conversation create(long ownerId, Plan plan) {
    return provide(ownerId, plan).group();
  }

  /**
   * Makes a group that the user owns, unless one of the plan's name exists that the user made.
   *
   * @throws Refusal {@code invalid-field}, {@code field-too-long}, {@code limit-reached}, {@code
   *     not-found} for unknown people, {@code not-allowed} and {@code not-reachable} for who does
   *     not want to be added, {@code already-exists} if somebody else's group has the name
   */
  public Provided provide(long ownerId, Plan plan) {
    String title = title(plan.title());
    var others = new TreeSet<>(plan.others());
    others.remove(ownerId);
    newcomers.requireFew("member_ids", others);
    admission.requireRoom(others.size() + 1);
    long id = ids.next();
    return transactions.write(
        id,
        (handle, events) -> {
          ExternalName name = plan.name();
          Optional<Conversation> known =
              name == null ? Optional.empty() : claim(handle, name, id, ownerId);
          if (known.isPresent()) {
            return new Provided(known.get(), false);
          }
          newcomers.requireWilling(handle, plan.approach(), "member_ids", 0, ownerId, others);
          return new Provided(
              create(handle, events, id, ownerId, title, plan.avatarFile(), others), true);
        });
  }

  /** Takes the name, or finds the group that has it. */
  private Optional<Conversation> claim(Handle handle, ExternalName name, long id, long ownerId) {
    var names = new ExternalNameTable(handle);
    if (names.claim(name, id)) {
      return Optional.empty();
    }
    Optional<Conversation> known =
        names
            .find(name)
            .flatMap(bearer -> conversations.find(handle, bearer))
            .filter(bearer -> bearer.dissolvedAt() == null);
    if (known.isEmpty()) {
      names.pass(name, id);
    } else if (known.get().createdBy() != ownerId) {
      throw Refusal.ofField(
          RefusalCode.ALREADY_EXISTS, "external_id", "somebody else's group has this name");
    }
    return known;
  }

  private Conversation create(
      Handle handle,
      Consumer<Event> events,
      long id,
      long ownerId,
      String title,
      @Nullable Long avatarFile,
      SortedSet<Long> others) {
    long now = clock.millis();
    images.exchange(handle, "avatar_id", ownerId, null, avatarFile, now);
    table.insert(handle, id, title, avatarFile, ownerId, now);
    var everybody = new TreeSet<>(others);
    everybody.add(ownerId);
    Conversation group = conversations.resize(handle, id, everybody.size(), now).orElseThrow();
    Conversation head = log.append(handle, events, id, ownerId, new SystemNote.Created(title));
    for (long userId : everybody) {
      Role role = userId == ownerId ? Role.OWNER : Role.MEMBER;
      Long by = userId == ownerId ? null : (Long) ownerId;
      stays.begin(handle, id, userId, new Beginning(role, 1, 0, by, null), now);
    }
    outbox.toMembers(handle, SyncKind.CONVERSATION, id, group.version());
    List<Long> all = List.copyOf(everybody);
    events.accept(new ConversationCreated(id, false, group.version(), all, all));
    return head;
  }

  /**
   * Changes title, avatar or how long messages are kept; admins may.
   *
   * @throws Refusal as {@link Access#mayAdminister}; {@code invalid-field}, also for an avatar that
   *     is not an image of the user's; {@code field-too-long}
   */
  public Conversation change(long userId, long conversationId, Change change) {
    String title = change.title() == null ? null : title(change.title());
    Long avatar = change.avatarFile();
    Retention retention = change.retention();
    return transactions.write(
        conversationId,
        (handle, events) -> {
          Conversation group =
              conversations.lock(handle, conversationId).orElseThrow(Access::notFound);
          access.mayAdminister(handle, group, userId, Role.ADMIN);
          Conversation after = group;
          if (title != null && !title.equals(group.title())) {
            after =
                conversations.rename(handle, conversationId, title, clock.millis()).orElseThrow();
            log.append(handle, events, conversationId, userId, new SystemNote.Renamed(title));
          }
          if (avatar != null) {
            images.exchange(
                handle,
                "avatar_id",
                userId,
                group.avatarFile(),
                avatar == 0 ? null : avatar,
                clock.millis());
            after =
                conversations
                    .setAvatar(handle, conversationId, avatar, clock.millis())
                    .orElseThrow();
            log.append(handle, events, conversationId, userId, new SystemNote.AvatarChanged());
          }
          if (retention != null && !retention.equals(new Retention(group.retentionSeconds()))) {
            after =
                conversations
                    .setRetention(handle, conversationId, retention, clock.millis())
                    .orElseThrow();
            log.append(
                handle,
                events,
                conversationId,
                userId,
                new SystemNote.RetentionChanged(retention.text()));
          }
          if (after.version() != group.version()) {
            outbox.toMembers(handle, SyncKind.CONVERSATION, conversationId, after.version());
            events.accept(new ConversationChanged(conversationId, after.version()));
          }
          return conversations.find(handle, conversationId).orElseThrow();
        });
  }

  private static String title(String typed) {
    String title = ShortText.of("title", typed, Bound.TITLE_LENGTH);
    if (title.isEmpty()) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "title", "expected at least one character");
    }
    return title;
  }
}
