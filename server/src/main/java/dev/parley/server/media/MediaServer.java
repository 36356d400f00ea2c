package dev.parley.server.media;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.LocalMedia;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaKeys;
import dev.parley.messenger.media.MediaKind;
import dev.parley.messenger.media.MediaStore;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends files, and images in other sizes, to those who may read them. Thread-safe; blocks.
 *
 * <p>What lies under an address never changes. A browser of its own may keep it for good; whether
 * somebody may have it is asked again each time it comes here.
 */
public final class MediaServer {
  private static final String PRIVATE = "private, max-age=31536000, immutable";

  /** A CDN asks again with every new link; until then it answers by itself. */
  private static final String SHARED = "public, max-age=3600, immutable";

  /** Moves when images of the same size come to be written in another way. */
  private static final int GENERATION = 1;

  private final MediaStore store;
  private final Variants variants;
  private final Delivery delivery = new Delivery();

  MediaServer(MediaStore store, Variants variants) {
    this.store = store;
    this.variants = variants;
  }

  /**
   * How something is wanted.
   *
   * @param variant null for the file itself
   * @param download whether it is to be saved, whatever it is
   * @param shared whether it goes to a CDN, which may give it to others
   */
  public record How(@Nullable Variant variant, boolean download, boolean shared) {
    private String cacheControl() {
      return shared ? SHARED : PRIVATE;
    }
  }

  /**
   * Answers with a file, or with an image in another size.
   *
   * @throws Refusal {@code not-found} for other sizes of what is not an image, {@code busy}
   */
  public HttpResponse<?> send(HttpRequest<?> request, Media media, How how) throws IOException {
    Optional<VariantKey> resized = resized(request, media, how);
    Deliverable what =
        resized.isPresent()
            ? deliverable(media, resized.get(), variants.of(media, resized.get()), how)
            : whole(media, how);
    return answer(request, what, how);
  }

  /**
   * As {@link #send}, if there is nothing to wait for: the bytes lie on the local disk, in the size
   * that is asked for, and the kernel can take them from there. Does not block.
   */
  public Optional<HttpResponse<?>> sendNow(HttpRequest<?> request, Media media, How how)
      throws IOException {
    if (request.isSecure()) {
      return Optional.empty();
    }
    Optional<VariantKey> resized = resized(request, media, how);
    Optional<Deliverable> what =
        resized.isPresent()
            ? variants.made(resized.get()).map(made -> deliverable(media, resized.get(), made, how))
            : Optional.of(whole(media, how)).filter(whole -> whole.file() != null);
    return what.isPresent() ? Optional.of(answer(request, what.get(), how)) : Optional.empty();
  }

  private HttpResponse<?> answer(HttpRequest<?> request, Deliverable what, How how)
      throws IOException {
    MutableHttpResponse<?> response = delivery.answer(request, what, how.cacheControl());
    if (how.variant() != null) {
      response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
    return how.shared()
        ? response.header("Cross-Origin-Resource-Policy", "cross-origin")
        : response;
  }

  /** Which other size is asked for, if it is another than that of the image itself. */
  private static Optional<VariantKey> resized(HttpRequest<?> request, Media media, How how) {
    Variant variant = how.variant();
    if (variant == null) {
      return Optional.empty();
    }
    Media.Picture picture = media.picture();
    if (media.kind() != MediaKind.IMAGE || picture == null) {
      throw Refusal.of(RefusalCode.NOT_FOUND, "only images have other sizes");
    }
    return variant.isAsWideAs(picture.width())
        ? Optional.empty()
        : Optional.of(new VariantKey(media.id(), variant, takesWebp(request)));
  }

  private static boolean takesWebp(HttpRequest<?> request) {
    @Nullable String accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("image/webp") && Webp.isAvailable();
  }

  private Deliverable whole(Media media, How how) {
    String key = MediaKeys.of(media.id());
    return new Deliverable(
        media.type(),
        media.name(),
        !how.download() && Disposition.isShown(media.kind()),
        media.size(),
        '"' + media.sha256() + '"',
        Instant.ofEpochMilli(media.createdAt()),
        store.local(key).orElse(null),
        (from, length) -> store.read(key, from, length));
  }

  private static Deliverable deliverable(Media media, VariantKey key, Variants.Made made, How how) {
    return new Deliverable(
        made.type(),
        media.name(),
        !how.download(),
        made.size(),
        '"'
            + media.sha256()
            + '-'
            + key.variant().text()
            + '-'
            + made.type().substring("image/".length())
            + '-'
            + GENERATION
            + '"',
        Instant.ofEpochMilli(media.createdAt()),
        made.file(),
        (from, length) -> LocalMedia.part(made.file(), from, length));
  }
}
