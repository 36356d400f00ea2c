package dev.parley.messenger.push;

/**
 * A browser that takes pushes.
 *
 * @param sessionId they end together
 * @param endpoint where it takes them; whoever has it can send there
 * @param p256dh the browser's public key, 65 bytes in Base64url
 * @param auth its secret, 16 bytes in Base64url
 * @param locale of what it shows, BCP 47
 * @param createdAt epoch milliseconds
 */
public record Subscription(
    long id,
    long userId,
    long sessionId,
    String endpoint,
    String p256dh,
    String auth,
    String locale,
    long createdAt) {

  /** Without what only the browser and this server may know. */
  @Override
  public String toString() {
    return "Subscription[%d of %d]".formatted(id, userId);
  }
}
