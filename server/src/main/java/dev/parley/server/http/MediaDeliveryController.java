package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.Media;
import dev.parley.messenger.media.MediaFiles;
import dev.parley.messenger.media.RecentReads;
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
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of files, for pages and whoever else may read them. What is known already, and lies
 * where the kernel can take it, is answered on the event loop; all else on a thread of its own.
 * Each answer is an {@link HttpResponse}; the framework's API document would describe that class.
 */
@Controller("/media")
@Produces(MediaType.ALL)
class MediaDeliveryController {
  private static final String DOWNLOAD = "download";

  private final MediaFiles files;
  private final RecentReads recent;
  private final MediaServer server;
  private final MediaLinks links;
  private final Readers readers;
  private final ExecutorService blocking;

  MediaDeliveryController(
      MediaFiles files,
      RecentReads recent,
      MediaServer server,
      MediaLinks links,
      Readers readers,
      @Named(TaskExecutors.VIRTUAL) ExecutorService blocking) {
    this.files = files;
    this.recent = recent;
    this.server = server;
    this.links = links;
    this.readers = readers;
    this.blocking = blocking;
  }

  @Get("/{id}")
  CompletionStage<Object> whole(HttpRequest<?> request, String id) throws IOException {
    return answer(request, Texts.pathId(id), null);
  }

  @Get("/{id}/{variant}")
  CompletionStage<Object> variant(HttpRequest<?> request, String id, String variant)
      throws IOException {
    Variant size =
        Variant.of(variant)
            .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such size"));
    return answer(request, Texts.pathId(id), size);
  }

  private CompletionStage<Object> answer(
      HttpRequest<?> request, long mediaId, @Nullable Variant variant) throws IOException {
    boolean download = request.getParameters().contains(DOWNLOAD);
    @Nullable String link = request.getParameters().get(MediaLinks.PARAMETER);
    if (link != null) {
      var how = new MediaServer.How(variant, download, true);
      return later(() -> linked(request, mediaId, link, how));
    }
    var how = new MediaServer.How(variant, download, false);
    String credential = readers.credential(request).orElse("");
    Optional<Media> known = recent.known(credential, mediaId);
    if (known.isPresent() && !links.areUsed()) {
      Optional<HttpResponse<?>> now = server.sendNow(request, known.get(), how);
      if (now.isPresent()) {
        return CompletableFuture.completedFuture(now.get());
      }
    }
    return later(() -> asked(request, credential, mediaId, how));
  }

  private HttpResponse<?> linked(
      HttpRequest<?> request, long mediaId, String link, MediaServer.How how) throws IOException {
    if (!links.opens(mediaId, link)) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "this link is not good, or no longer");
    }
    return server.send(request, files.linked(mediaId), how);
  }

  private HttpResponse<?> asked(
      HttpRequest<?> request, String credential, long mediaId, MediaServer.How how)
      throws IOException {
    Media media =
        recent.read(credential, mediaId, id -> files.read(id, readers.reader(request).userId()));
    Optional<URI> elsewhere = links.to(mediaId, request.getPath());
    if (elsewhere.isPresent()) {
      return HttpResponse.status(HttpStatus.FOUND)
          .header(HttpHeaders.LOCATION, elsewhere.get() + (how.download() ? "&" + DOWNLOAD : ""))
          .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
    return server.send(request, media, how);
  }

  private CompletionStage<Object> later(Callable<HttpResponse<?>> answer) {
    var future = new CompletableFuture<Object>();
    blocking.execute(() -> {
      try {
        future.complete(answer.call());
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    });
    return future;
  }
}
