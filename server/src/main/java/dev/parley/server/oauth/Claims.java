package dev.parley.server.oauth;

import dev.parley.messenger.Bound;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts out of a provider's answer, which may hold anything. */
record Claims(Map<String, ?> tree) {
  /** A text or a number; null if it is neither, or there is none. */
  @Nullable String textOrNull(String name) {
    Object value = tree.get(name);
    return value instanceof String || value instanceof Number ? value.toString() : null;
  }

  /** What must be there. */
  String text(String name) throws ProviderException {
    String text = textOrNull(name);
    if (text == null || text.isEmpty()) {
      throw new ProviderException("the provider's answer lacks " + name);
    }
    return text;
  }

  /** A text for people; empty if there is none. */
  String word(String name) {
    String text = textOrNull(name);
    return text == null ? "" : text;
  }

  /** Whether something is true; some providers write it as a text. */
  boolean flag(String name) {
    Object value = tree.get(name);
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }

  /** What the issuer calls a person. */
  String subject(String name) throws ProviderException {
    String subject = text(name);
    if (subject.length() > Bound.IDENTITY_TEXT_LENGTH.value()) {
      throw new ProviderException("the provider's " + name + " is too long");
    }
    return subject;
  }
}
