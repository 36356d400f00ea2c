package dev.parley.messenger.search;

import dev.parley.messenger.message.MessageKind;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of a message stands in the index: its words, its sender, and what it holds. */
final class Terms {
  /** Begins what is no word; no word holds it. */
  static final String MARK = "\u0001";

  /** Stands for every message. */
  static final String ANY = MARK + "a";

  private Terms() {}

  static Set<String> of(MessageKind kind, long senderId, String text) {
    Set<String> terms =
        Words.of(text).stream().map(Word::term).collect(Collectors.toCollection(TreeSet::new));
    terms.add(ANY);
    terms.add(sender(senderId));
    Has.in(kind, text).forEach(has -> terms.add(has.term()));
    return terms;
  }

  static String sender(long userId) {
    return MARK + "f" + userId;
  }
}
