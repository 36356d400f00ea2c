package dev.parley.messenger.message;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;

/** What a person sends: words of one's own, or somebody's message handed on. */
public sealed interface Content {
  /**
   * Text, with limited Markdown that only clients understand.
   *
   * @param text not blank, up to {@code Bound.TEXT_BYTES}
   */
  record Text(String text) implements Content {
    public Text {
      MessageText.requireSaying(text);
    }
  }

  /**
   * An image or another file of the sender.
   *
   * @param kind {@code IMAGE} or {@code FILE}
   * @param caption may be empty
   */
  record Attachment(MessageKind kind, long fileId, String caption) implements Content {
    public Attachment {
      if (!kind.hasFile()) {
        throw Refusal.ofField(
            RefusalCode.INVALID_FIELD, "kind", "expected image or file with a file_id");
      }
      MessageText.requireLegal(caption);
    }
  }

  /** A message that the sender may read, in any conversation. */
  record Forward(long conversationId, long seq) implements Content {}
}
