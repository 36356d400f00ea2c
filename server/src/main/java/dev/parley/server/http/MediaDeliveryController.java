package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaFiles;
import dev.parley.server.media.MediaLinks;
import dev.parley.server.media.MediaServer;
import dev.parley.server.media.Variant;
import dev.parley.server.security.Readers;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of files, for pages and whoever else may read them. */
@Controller("/media")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.VIRTUAL)
class MediaDeliveryController {
  private static final String DOWNLOAD = "download";

  private final MediaFiles files;
  private final MediaServer server;
  private final MediaLinks links;
  private final Readers readers;

  MediaDeliveryController(MediaFiles files, MediaServer server, MediaLinks links, Readers readers) {
    this.files = files;
    this.server = server;
    this.links = links;
    this.readers = readers;
  }

  @Get("/{id}")
  HttpResponse<?> whole(HttpRequest<?> request, String id) throws IOException {
    return answer(request, Texts.pathId(id), null);
  }

  @Get("/{id}/{variant}")
  HttpResponse<?> variant(HttpRequest<?> request, String id, String variant) throws IOException {
    Variant size =
        Variant.of(variant)
            .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such size"));
    return answer(request, Texts.pathId(id), size);
  }

  private HttpResponse<?> answer(HttpRequest<?> request, long mediaId, @Nullable Variant variant)
      throws IOException {
    boolean download = request.getParameters().contains(DOWNLOAD);
    @Nullable String link = request.getParameters().get(MediaLinks.PARAMETER);
    if (link != null) {
      if (!links.opens(mediaId, link)) {
        throw Refusal.of(RefusalCode.NOT_ALLOWED, "this link is not good, or no longer");
      }
      return server.send(
          request, files.linked(mediaId), new MediaServer.How(variant, download, true));
    }
    Media media = files.read(mediaId, readers.reader(request).userId());
    Optional<URI> elsewhere = links.to(mediaId, request.getPath());
    if (elsewhere.isPresent()) {
      return HttpResponse.status(HttpStatus.FOUND)
          .header(HttpHeaders.LOCATION, elsewhere.get() + (download ? "&" + DOWNLOAD : ""))
          .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
    return server.send(request, media, new MediaServer.How(variant, download, false));
  }
}
