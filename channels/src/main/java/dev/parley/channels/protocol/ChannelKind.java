package dev.parley.channels.protocol;

/**
 * What a channel's prefix says about it. The constants stand longest prefix first, since {@code
 * private-encrypted-cache-x} also begins with the shorter ones.
 */
public enum ChannelKind {
  SERVER_TO_USER("#server-to-user-", false, false, false),
  PRIVATE_ENCRYPTED_CACHE("private-encrypted-cache-", true, false, true),
  PRIVATE_ENCRYPTED("private-encrypted-", true, false, false),
  PRESENCE_CACHE("presence-cache-", true, true, true),
  PRIVATE_CACHE("private-cache-", true, false, true),
  PRESENCE("presence-", true, true, false),
  PRIVATE("private-", true, false, false),
  CACHE("cache-", false, false, true),
  PUBLIC("", false, false, false);

  private final String prefix;
  private final boolean isProtected;
  private final boolean presence;
  private final boolean cached;

  ChannelKind(String prefix, boolean isProtected, boolean presence, boolean cached) {
    this.prefix = prefix;
    this.isProtected = isProtected;
    this.presence = presence;
    this.cached = cached;
  }

  /** The kind of a channel by the prefix of its name; anything unprefixed is public. */
  public static ChannelKind of(String name) {
    for (ChannelKind kind : values()) {
      if (name.startsWith(kind.prefix)) {
        return kind;
      }
    }
    return PUBLIC;
  }

  public String prefix() {
    return prefix;
  }

  /** Whether subscribing needs a signature, which also makes client events possible. */
  public boolean isProtected() {
    return isProtected;
  }

  public boolean isPresence() {
    return presence;
  }

  /** Whether the last published event is remembered for later subscribers. */
  public boolean isCached() {
    return cached;
  }

  /** Whether payloads are opaque, so that server-made events would upset decrypting clients. */
  public boolean isEncrypted() {
    return this == PRIVATE_ENCRYPTED || this == PRIVATE_ENCRYPTED_CACHE;
  }

  /** Whether the channel is one that clients may see in lists, counts and webhooks. */
  public boolean isListed() {
    return this != SERVER_TO_USER;
  }
}
