package dev.parley.server.media;

import dev.parley.messenger.Bound;
import dev.parley.messenger.session.Seal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of files at a CDN. Each says until when it is good and is sealed by this server; within
 * an hour the same file has the same one, for whoever may read it. It opens all sizes of a file.
 *
 * <p>Who has lost the right to read a file can read it for as long as such an address is good, and
 * that is all. Thread-safe.
 */
public final class MediaLinks {
  /** The parameter of an address that holds the seal. */
  public static final String PARAMETER = "link";

  private static final int BYTES = 2 * Long.BYTES;

  private final Seal seal;
  private final @Nullable URI base;
  private final InstantSource clock;

  /**
   * Links to a CDN.
   *
   * @param base its origin; null if there is none
   */
  public MediaLinks(Seal seal, @Nullable URI base, InstantSource clock) {
    this.seal = seal;
    this.base = base;
    this.clock = clock;
  }

  /** Whether readers are sent there. */
  public boolean areUsed() {
    return base != null;
  }

  /**
   * Where a reader is sent.
   *
   * @param path of this server, with its leading slash
   * @return empty if there is no CDN
   */
  public Optional<URI> to(long mediaId, String path) {
    if (base == null) {
      return Optional.empty();
    }
    long window = Bound.MEDIA_LINK_WINDOW_MILLIS.value();
    long until = clock.millis() / window * window + Bound.MEDIA_LINK_MILLIS.value();
    String sealed = seal.of(ByteBuffer.allocate(BYTES).putLong(mediaId).putLong(until).array());
    return Optional.of(URI.create(base + path + "?" + PARAMETER + "=" + sealed));
  }

  /** Whether a link is one of this server's, to this file, and still good. */
  public boolean opens(long mediaId, String link) {
    return seal.open(link, BYTES)
        .map(ByteBuffer::wrap)
        .filter(content -> content.getLong() == mediaId && content.getLong() > clock.millis())
        .isPresent();
  }
}
