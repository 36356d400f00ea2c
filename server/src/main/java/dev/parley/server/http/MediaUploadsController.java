package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.IMAGE_TOO_LARGE;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.TOO_LARGE;
import static dev.parley.messenger.RefusalCode.UPLOAD_CONFLICT;

import dev.parley.messenger.media.Uploads;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Public;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files that come in several pieces, by the tus protocol 1.0.0 with its extensions creation,
 * expiration and termination. The id of an upload is that of its file.
 */
@Controller("/api/media/uploads")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MediaUploadsController {
  private final Uploads uploads;

  MediaUploadsController(Uploads uploads) {
    this.uploads = uploads;
  }

  /** Tells what this server can do. */
  @Public
  @Options
  @Status(HttpStatus.NO_CONTENT)
  HttpResponse<?> options() {
    return Tus.answer(HttpStatus.NO_CONTENT)
        .header(Tus.VERSION, Tus.ONE)
        .header(Tus.EXTENSION, "creation,expiration,termination")
        .header(Tus.MAX_SIZE, Long.toString(uploads.largest()));
  }

  /** Begins a file: its size and, in the metadata {@code filename}, its name are in the headers. */
  @Post
  @Consumes(MediaType.ALL)
  @Status(HttpStatus.CREATED)
  @Refuses(
      value = {TOO_LARGE, RATE_LIMITED},
      also = "412 precondition-failed")
  HttpResponse<?> begin(Caller caller, HttpRequest<?> request) {
    Tus.requireVersion(request);
    Uploads.Progress begun =
        uploads.begin(
            caller.userId(), Tus.fileName(request), Tus.number(request, Tus.UPLOAD_LENGTH));
    return told(HttpStatus.CREATED, begun)
        .header(HttpHeaders.LOCATION, "/api/media/uploads/" + Texts.id(begun.id()));
  }

  /** Tells how much of a file has come. */
  @Head("/{id}")
  @Refuses(value = NOT_FOUND, also = "412 precondition-failed")
  HttpResponse<?> show(Caller caller, HttpRequest<?> request, String id) throws IOException {
    Tus.requireVersion(request);
    Uploads.Progress progress = uploads.progress(caller.userId(), Texts.pathId(id));
    return told(HttpStatus.OK, progress)
        .header(Tus.UPLOAD_LENGTH, Long.toString(progress.size()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Adds bytes; with the last one the file is complete. */
  @Patch("/{id}")
  @Consumes(MediaType.ALL)
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(
      value = {NOT_FOUND, UPLOAD_CONFLICT, TOO_LARGE, IMAGE_TOO_LARGE},
      also = {"412 precondition-failed", "415 unsupported-media-type"})
  HttpResponse<?> append(
      Caller caller, HttpRequest<?> request, String id, @Body @Nullable InputStream sent)
      throws IOException {
    try (InputStream body = sent == null ? InputStream.nullInputStream() : sent) {
      Tus.requireVersion(request);
      Tus.requireBytes(request);
      return told(
          HttpStatus.NO_CONTENT,
          uploads.append(
              caller.userId(), Texts.pathId(id), Tus.number(request, Tus.UPLOAD_OFFSET), body));
    }
  }

  /** Gives a file up that is not complete. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(value = NOT_FOUND, also = "412 precondition-failed")
  HttpResponse<?> cancel(Caller caller, HttpRequest<?> request, String id) throws IOException {
    Tus.requireVersion(request);
    uploads.cancel(caller.userId(), Texts.pathId(id));
    return Tus.answer(HttpStatus.NO_CONTENT);
  }

  private static MutableHttpResponse<?> told(HttpStatus status, Uploads.Progress progress) {
    return Tus.answer(status)
        .header(Tus.UPLOAD_OFFSET, Long.toString(progress.offset()))
        .header(Tus.UPLOAD_EXPIRES, Tus.date(progress.expiresAt()));
  }
}
