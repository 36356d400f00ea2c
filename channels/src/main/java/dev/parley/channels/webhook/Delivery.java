package dev.parley.channels.webhook;

/**
 * One signed request, the same for every attempt. Never compared; nobody changes the body.
 *
 * @param id grows with every delivery of a server, over restarts too
 * @param appId whose events these are
 * @param url where it goes
 * @param lane deliveries to one URL with the same lane stay in order; 0 or more
 * @param createdMillis since 1970, UTC; the age counts from here
 * @param key the app's key whose secret signed the body
 * @param signature of the body, in hex
 * @param body JSON as UTF-8
 */
@SuppressWarnings("ArrayRecordComponent")
public record Delivery(
    long id,
    String appId,
    String url,
    int lane,
    long createdMillis,
    String key,
    String signature,
    byte[] body) {

  /** Without the body: it holds what users wrote. */
  @Override
  public String toString() {
    return "Delivery[%d of app %s, %d bytes]".formatted(id, appId, body.length);
  }
}
