package dev.parley.server.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.notice.Announcement;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that the server says, and how far it came.
 *
 * @param id stable; a string of digits
 * @param audience {@code all} accounts that there were, or {@code some} that were named
 * @param text for everybody whose language is not among {@code texts}
 * @param texts other languages, by BCP 47 tag
 * @param recipients accounts that it could reach when it was made
 * @param sent messages so far; once it is done, the rest had gone or was turned away meanwhile
 * @param createdBy the address from which it was asked for
 * @param createdAt ISO 8601, UTC
 * @param doneAt ISO 8601, UTC; null while messages are being sent
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AnnouncementView(
    String id,
    String audience,
    String text,
    Map<String, String> texts,
    int recipients,
    int sent,
    String createdBy,
    String createdAt,
    @Nullable String doneAt) {

  public static AnnouncementView of(Announcement announcement) {
    return new AnnouncementView(
        Texts.id(announcement.id()),
        announcement.audience().name().toLowerCase(Locale.ROOT),
        announcement.text().text(),
        announcement.text().byLocale(),
        announcement.recipients(),
        announcement.sent(),
        announcement.createdBy(),
        Texts.time(announcement.createdAt()),
        Texts.timeOrNull(announcement.doneAt()));
  }
}
