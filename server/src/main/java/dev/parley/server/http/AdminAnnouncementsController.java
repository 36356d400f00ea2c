package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.Page;
import dev.parley.messenger.notice.Announcement;
import dev.parley.messenger.notice.Announcements;
import dev.parley.messenger.notice.NoticeDelivery;
import dev.parley.messenger.notice.NoticeText;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import dev.parley.server.view.AnnouncementView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server itself says to its people. {@link AdminGate} has let the caller in. */
@Controller("/api/admin/announcements")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AdminAnnouncementsController {
  private final Announcements announcements;
  private final NoticeDelivery delivery;
  private final Peers peers;
  private final AuditLog audit;

  AdminAnnouncementsController(
      Announcements announcements, NoticeDelivery delivery, Peers peers, AuditLog audit) {
    this.announcements = announcements;
    this.delivery = delivery;
    this.peers = peers;
    this.audit = audit;
  }

  /**
   * Something to say.
   *
   * @param text for everybody whose language is not among {@code texts}; at most 16 KiB in UTF-8
   * @param texts the same in other languages, by BCP 47 tag; at most 20
   * @param to handles of those who get it, 1 to 1,000; absent is everybody
   */
  @Serdeable
  record NewAnnouncement(
      @Nullable String text, @Nullable Map<String, String> texts, @Nullable List<String> to) {}

  /**
   * One page.
   *
   * @param announcements newest first
   * @param next cursor of the next page; null on the last one
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record AnnouncementList(List<AnnouncementView> announcements, @Nullable String next) {}

  /**
   * Says something, in the conversation of each recipient with the server's own account. To those
   * who are named it has been sent when the answer comes; to everybody it is sent in the
   * background.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @Refuses(NOT_FOUND)
  HttpResponse<AnnouncementView> create(HttpRequest<?> request, @Body NewAnnouncement given) {
    NoticeText text = NoticeText.of(given.text(), given.texts() == null ? Map.of() : given.texts());
    Announcement made = announcements.create(text, given.to(), peers.address(request));
    AnnouncementView told = AnnouncementView.of(made);
    audit.noteAnnouncement(request, told.id(), told.audience(), made.recipients());
    if (made.audience() == Announcement.Audience.SOME) {
      delivery.deliver(made.id());
      told = AnnouncementView.of(announcements.find(made.id()));
    }
    return HttpResponse.created(told, URI.create("/api/admin/announcements/" + told.id()));
  }

  /**
   * Lists what was said.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses(INVALID_CURSOR)
  AnnouncementList list(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
    Page<Announcement> page = announcements.page(cursor, limit);
    return new AnnouncementList(
        page.items().stream().map(AnnouncementView::of).toList(), page.next());
  }

  /** Shows one, and how far it came. */
  @Get("/{id}")
  @Refuses(NOT_FOUND)
  AnnouncementView show(String id) {
    return AnnouncementView.of(announcements.find(Texts.pathId(id)));
  }
}
