package dev.parley.messenger.mail;

import org.jspecify.annotations.Nullable;

/**
 * All that a text is made of.
 *
 * @param to the address as its owner typed it
 * @param name of the person
 * @param locale BCP 47; null if the person has chosen none
 * @param token the secret of the link; empty for none
 * @param device that was new; else empty
 * @param network that it was in; else empty
 * @param at when it happened, epoch milliseconds
 */
public record Letter(
    MailKind kind,
    String to,
    String name,
    @Nullable String locale,
    String token,
    String device,
    String network,
    long at) {

  /** Without the secret and what is personal. */
  @Override
  public String toString() {
    return "Letter[%s]".formatted(kind);
  }
}
