package dev.parley.messenger.media;

/** Under which key the store has the bytes of a file. */
public final class MediaKeys {
  private MediaKeys() {}

  /** Spread over 256 folders by the part of an id that differs most. */
  public static String of(long mediaId) {
    return "%02x/%d".formatted(Long.hashCode(mediaId * 0x9E3779B97F4A7C15L) & 0xff, mediaId);
  }
}
