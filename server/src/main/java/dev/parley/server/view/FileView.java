package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.media.Media;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody has uploaded; it is to be had at {@code /media/ID}.
 *
 * @param id a string of digits
 * @param name as its owner calls it
 * @param type media type, found in the bytes
 * @param kind {@code image}, {@code video}, {@code audio} or {@code file}
 * @param size in bytes
 * @param width of an image in pixels, upright; null for all else
 * @param height of an image in pixels, upright; null for all else
 * @param placeholder a tiny form of an image to show until it is there, as a {@code data:} URL;
 *     null for all else
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FileView(
    String id,
    String name,
    String type,
    String kind,
    long size,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String placeholder) {

  public static @Nullable FileView of(@Nullable Media media) {
    return media == null ? null : complete(media);
  }

  /** Of a file that is there. */
  public static FileView complete(Media media) {
    Media.Picture picture = media.picture();
    return new FileView(
        Texts.id(media.id()),
        media.name(),
        media.type(),
        media.kind().text(),
        media.size(),
        picture == null ? null : (Integer) picture.width(),
        picture == null ? null : (Integer) picture.height(),
        picture == null ? null : picture.placeholder());
  }
}
