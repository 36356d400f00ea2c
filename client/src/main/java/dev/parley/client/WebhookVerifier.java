package dev.parley.client;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells genuine webhooks from forged ones, by the signature over the bytes that came. Read the body
 * as bytes, before anything parses it. Immutable and safe for use by many threads.
 */
public final class WebhookVerifier {
  /** The header with the app's key. */
  public static final String KEY_HEADER = "X-Pusher-Key";

  /** The header with the signature. */
  public static final String SIGNATURE_HEADER = "X-Pusher-Signature";

  private record Pair(String key, Signer signer) {}

  private final List<Pair> pairs;

  private WebhookVerifier(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /** Takes what the app's key and secret signed. */
  public static WebhookVerifier of(RealtimeSettings settings) {
    return of(settings.key(), settings.secret());
  }

  /** Takes what this pair signed. */
  public static WebhookVerifier of(String key, String secret) {
    return new WebhookVerifier(List.of(new Pair(key, new Signer(key, secret))));
  }

  /** Takes another pair too: while secrets are changed both the old and the new are valid. */
  public WebhookVerifier or(String key, String secret) {
    var more = new ArrayList<>(pairs);
    more.add(new Pair(key, new Signer(key, secret)));
    return new WebhookVerifier(more);
  }

  /**
   * Whether a body was signed with the secret of a known key. Takes equally long for every
   * signature.
   *
   * @param key the header {@value #KEY_HEADER}; null if it is missing
   * @param signature the header {@value #SIGNATURE_HEADER}; null if it is missing
   * @param body the bytes as they came; bound them where they are read
   */
  public boolean isGenuine(@Nullable String key, @Nullable String signature, byte[] body) {
    if (key == null || signature == null) {
      return false;
    }
    byte[] given;
    try {
      given = HexFormat.of().parseHex(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    boolean isGenuine = false;
    for (Pair pair : pairs) {
      boolean isSame = MessageDigest.isEqual(pair.signer.hmac(body), given);
      isGenuine |= isSame && pair.key.equals(key);
    }
    return isGenuine;
  }

  /**
   * Reads a webhook after checking it; the arguments are those of {@link #isGenuine}. A repetition
   * is as genuine as the first: whoever must not act twice remembers {@link Webhook#time}.
   *
   * @throws RealtimeException.IllegalArgument if it is forged (field {@value #SIGNATURE_HEADER}) or
   *     malformed (field {@code body})
   */
  public Webhook read(@Nullable String key, @Nullable String signature, byte[] body) {
    if (!isGenuine(key, signature, body)) {
      throw new RealtimeException.IllegalArgument(SIGNATURE_HEADER, "is not of this app");
    }
    try {
      Map<String, @Nullable Object> told = Json.readObject(body);
      if (told.get("time_ms") instanceof Number time
          && told.get("events") instanceof List<?> items) {
        return new Webhook(
            Instant.ofEpochMilli(time.longValue()),
            items.stream().map(WebhookVerifier::event).toList());
      }
    } catch (IllegalArgumentException e) {
      throw new RealtimeException.IllegalArgument("body", "JSON");
    }
    throw new RealtimeException.IllegalArgument("body", "a time and events");
  }

  private static WebhookEvent event(@Nullable Object item) {
    if (item instanceof Map<?, ?> told && told.get("name") instanceof String name) {
      var fields = new HashMap<String, Object>();
      told.forEach((field, value) -> {
        if (value != null) {
          fields.put(String.valueOf(field), value);
        }
      });
      return new WebhookEvent(name, fields);
    }
    throw new IllegalArgumentException("no event");
  }
}
