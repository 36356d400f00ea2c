package dev.parley.server.config;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How browsers are pushed to.
 *
 * @param privateKey the operator's own, 32 bytes, never logged; null for one that is made once
 * @param contact whom push services may write to, {@code mailto:} or {@code https:}; null for none
 * @param allowPrivate whether push services may be on this machine or network, and without TLS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PushSettings(
    byte @Nullable [] privateKey, @Nullable String contact, boolean allowPrivate) {
  private static final int KEY_BYTES = 32;

  static PushSettings read(Section section) {
    String key = section.textOrNull("private-key");
    String contact = section.textOrNull("contact");
    boolean allowPrivate = section.flag("allow-private", false);
    section.end();
    if (contact != null && !contact.matches("mailto:[^@\\s]+@[^@\\s]+|https://[^\\s]+")) {
      throw section.error("contact", "mailto:name@example.org or an https address");
    }
    return new PushSettings(key == null ? null : key(section, key), contact, allowPrivate);
  }

  private static byte[] key(Section section, String text) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(text);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw section.error("private-key", "32 bytes in Base64url, a VAPID private key");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PushSettings[]";
  }
}
