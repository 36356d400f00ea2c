package dev.parley.messenger.mail;

/**
 * A row of the outbox.
 *
 * @param userId 0: whoever has the name or address, perhaps nobody
 * @param identifier a name or an address, in its comparable form
 * @param device that was new; else empty
 * @param network that it was in; else empty
 * @param attempts that were begun, this one too
 * @param createdAt epoch milliseconds
 */
public record Mail(
    long mailId,
    MailKind kind,
    long userId,
    String identifier,
    String device,
    String network,
    int attempts,
    long createdAt) {

  /** Without what is personal. */
  @Override
  public String toString() {
    return "Mail[%d, %s]".formatted(mailId, kind);
  }
}
