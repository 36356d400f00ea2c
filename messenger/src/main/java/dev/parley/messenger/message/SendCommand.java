package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.privacy.Approach;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message to send.
 *
 * @param clientMsgId the sender's name for it; sending it again with the same content in the same
 *     conversation gives the same answer for ever
 * @param replySeq the message it answers
 * @param seenUpTo what the sender had on the screen; moves the read position, and is no part of
 *     what a retry must repeat
 * @param approach who speaks; no part of what a retry must repeat
 */
public record SendCommand(
    long senderId,
    Target target,
    String clientMsgId,
    Content content,
    @Nullable Long replySeq,
    @Nullable Long seenUpTo,
    Approach approach) {
  private static final Pattern CLIENT_MSG_ID =
      Pattern.compile("[!-~]{1,%d}".formatted(Bound.CLIENT_MSG_ID_LENGTH.value()));

  public SendCommand {
    if (!CLIENT_MSG_ID.matcher(clientMsgId).matches()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          "client_msg_id",
          "expected 1..%d printable ASCII characters without spaces"
              .formatted(Bound.CLIENT_MSG_ID_LENGTH.value()));
    }
    if (replySeq != null && replySeq < 1) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "reply_seq", "expected 1 or more");
    }
    if (seenUpTo != null && seenUpTo < 0) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "seen_up_to", "expected 0 or more");
    }
  }

  /** One of the sender's own. */
  public SendCommand(
      long senderId,
      Target target,
      String clientMsgId,
      Content content,
      @Nullable Long replySeq,
      @Nullable Long seenUpTo) {
    this(senderId, target, clientMsgId, content, replySeq, seenUpTo, Approach.PERSON);
  }

  /** The same by somebody else's hand. */
  public SendCommand by(Approach other) {
    return new SendCommand(senderId, target, clientMsgId, content, replySeq, seenUpTo, other);
  }
}
