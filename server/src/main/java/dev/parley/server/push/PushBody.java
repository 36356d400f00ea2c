package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.push.PushText;
import dev.parley.messenger.push.Subscription;
import dev.parley.server.app.JsonTree;
import dev.parley.server.view.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * A push as the service worker reads it: a JSON object, padded so that its length says little. Its
 * words are put together in the browser, in its language.
 */
final class PushBody {
  /** Lengths are multiples of this. */
  private static final int STEP = 512;

  private PushBody() {}

  static byte[] of(PushText text, Subscription to) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("kind", text.kind().name().toLowerCase(Locale.ROOT));
    tree.put("locale", to.locale());
    tree.put("user", Texts.id(to.userId()));
    if (text.conversationId() != 0) {
      tree.put("conversation", Texts.id(text.conversationId()));
      tree.put("seq", text.seq());
    }
    tree.put("silent", text.silent());
    tree.put("unread", text.unread());
    tree.put("badge", text.badge());
    tree.put("at", Texts.time(text.at()));
    PushText.Words words = text.words();
    if (words != null) {
      tree.put("title", words.title());
      tree.put("sender", words.sender());
      tree.put("message_kind", words.kind().name().toLowerCase(Locale.ROOT));
      tree.put("text", words.text());
    }
    return JsonTree.write(tree).getBytes(UTF_8);
  }

  /** How many zeros go behind a body of a length. */
  static int padding(int length) {
    int wanted = (length + STEP - 1) / STEP * STEP;
    return Math.min(wanted, Aes128Gcm.MOST_BYTES) - length;
  }
}
