package dev.parley.messenger.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a retry asks for the same thing. Neither the target is in it (a direct conversation
 * may be named by its id or by its person) nor what the sender had seen.
 */
final class RequestHash {
  private RequestHash() {}

  /** SHA-256 in lower-case hex. The form is stored for ever: only add to it. */
  static String of(SendCommand command) {
    // Numbers and words cannot run into each other: text comes last and alone.
    String form =
        switch (command.content()) {
          case Content.Text(var text) -> form("text", command.replySeq(), 0, 0, text);
          case Content.Attachment(var kind, var fileId, var caption) ->
              form(
                  kind == MessageKind.IMAGE ? "image" : "file",
                  command.replySeq(),
                  fileId,
                  0,
                  caption);
          case Content.Forward(var conversation, var seq) ->
              form("forward", command.replySeq(), conversation, seq, "");
        };
    return HexFormat.of().formatHex(sha256().digest(form.getBytes(StandardCharsets.UTF_8)));
  }

  private static String form(String kind, @Nullable Long reply, long one, long other, String text) {
    return "1 " + kind + ' ' + reply + ' ' + one + ' ' + other + '\n' + text;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
