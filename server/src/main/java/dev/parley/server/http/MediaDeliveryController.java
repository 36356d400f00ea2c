package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaFiles;
import dev.parley.server.media.MediaServer;
import dev.parley.server.media.Variant;
import dev.parley.server.security.Readers;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;

/** The bytes of files, for pages and whoever else may read them. */
@Controller("/media")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.VIRTUAL)
class MediaDeliveryController {
  private final MediaFiles files;
  private final MediaServer server;
  private final Readers readers;

  MediaDeliveryController(MediaFiles files, MediaServer server, Readers readers) {
    this.files = files;
    this.server = server;
    this.readers = readers;
  }

  @Get("/{id}")
  HttpResponse<?> whole(HttpRequest<?> request, String id) throws IOException {
    return server.file(request, find(request, id), isDownload(request));
  }

  @Get("/{id}/{variant}")
  HttpResponse<?> variant(HttpRequest<?> request, String id, String variant) throws IOException {
    Variant size =
        Variant.of(variant)
            .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such size"));
    return server.variant(request, find(request, id), size, isDownload(request));
  }

  private Media find(HttpRequest<?> request, String id) {
    long userId = readers.reader(request).userId();
    return files.read(Texts.pathId(id), userId);
  }

  private static boolean isDownload(HttpRequest<?> request) {
    return request.getParameters().contains("download");
  }
}
