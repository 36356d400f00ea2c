package dev.parley.server.hook;

import dev.parley.channels.app.AppKey;
import dev.parley.server.view.Texts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What signs requests, and what receivers verify them with. Not to be logged.
 *
 * @param pair its key stands in every request, so that a receiver that knows two can choose
 * @param signsFrom when it begins to sign: ISO 8601, UTC
 */
public record HookSecret(AppKey pair, String signsFrom) {
  static HookSecret of(AppKey pair, long signsFrom) {
    return new HookSecret(pair, Texts.time(signsFrom));
  }

  /** As the admin API writes it. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("key", pair.key());
    tree.put("secret", pair.secret());
    tree.put("signs_from", signsFrom);
    return tree;
  }

  /** From the admin API. */
  public static HookSecret of(Map<?, ?> tree) {
    return new HookSecret(
        new AppKey(String.valueOf(tree.get("key")), String.valueOf(tree.get("secret"))),
        String.valueOf(tree.get("signs_from")));
  }
}
