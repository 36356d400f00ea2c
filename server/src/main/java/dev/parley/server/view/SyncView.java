package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.message.MessageKind;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.messenger.sync.Pointer;
import dev.parley.messenger.sync.Preview;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is new in a user's own log. Entries are numbered without holes from {@code from} on.
 *
 * @param head number of the log's last entry, 0 if there is none: a client below it asks for more
 * @param epoch of the store, as in the snapshot, if this is the head alone, else null: a client
 *     that knows another one begins anew, whatever the numbers are
 * @param from number of the first entry; null if this is the head alone
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SyncView(
    long head, @Nullable String epoch, @Nullable Long from, List<Entry> entries) {

  /**
   * One pointer.
   *
   * @param kind what it tells of: a message, a change of one, the conversation itself, the reader's
   *     own place ("me"), an end ("removed"), a contact, or the reader's settings
   * @param conversationId null for what concerns the user alone
   * @param seq of a message
   * @param rev of a change
   * @param version of the conversation, or of the reader's own place in it
   * @param senderId of a new message
   * @param messageKind of a new message: {@code text}, {@code image}, {@code file} or {@code
   *     system}
   * @param preview how a new message begins; a system message has none
   * @param sentAt of a new message; ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String kind,
      @Nullable String conversationId,
      @Nullable Long seq,
      @Nullable Long rev,
      @Nullable Long version,
      @Nullable String senderId,
      @Nullable String messageKind,
      @Nullable String preview,
      @Nullable String sentAt) {

    static Entry of(Pointer pointer) {
      String about = pointer.conversationId() == 0 ? null : Texts.id(pointer.conversationId());
      Long ref = pointer.ref();
      String kind = SyncView.kind(pointer.kind());
      return switch (pointer.kind()) {
        case NEW -> message(pointer, about);
        case CHANGE -> plain(kind, about, ref, null);
        case CONVERSATION, MEMBER_SELF, REMOVED -> plain(kind, about, null, ref);
        case CONTACT, SETTINGS -> plain(kind, null, null, null);
      };
    }

    private static Entry plain(
        String kind, @Nullable String conversationId, @Nullable Long rev, @Nullable Long version) {
      return new Entry(kind, conversationId, null, rev, version, null, null, null, null);
    }

    private static Entry message(Pointer pointer, @Nullable String conversationId) {
      Preview preview = pointer.preview();
      if (preview == null) {
        return new Entry(
            "message", conversationId, pointer.ref(), null, null, null, null, null, null);
      }
      MessageKind kind = MessageKind.of(preview.kind());
      return new Entry(
          "message",
          conversationId,
          pointer.ref(),
          null,
          null,
          Texts.id(preview.senderId()),
          kind.name().toLowerCase(Locale.ROOT),
          kind == MessageKind.SYSTEM ? null : preview.text(),
          Texts.time(preview.sentAt()));
    }
  }

  /** What clients call a kind of entry. */
  static String kind(SyncKind kind) {
    return switch (kind) {
      case NEW -> "message";
      case CHANGE -> "change";
      case CONVERSATION -> "conversation";
      case MEMBER_SELF -> "me";
      case REMOVED -> "removed";
      case CONTACT -> "contact";
      case SETTINGS -> "settings";
    };
  }

  /** The head alone. */
  public static SyncView head(long head, long epoch) {
    return new SyncView(head, Texts.epoch(epoch), null, List.of());
  }

  /** Pointers of one user, which follow each other; at least one. */
  public static SyncView of(List<Pointer> pointers) {
    return new SyncView(
        pointers.getLast().syncSeq(),
        null,
        pointers.getFirst().syncSeq(),
        pointers.stream().map(Entry::of).toList());
  }
}
