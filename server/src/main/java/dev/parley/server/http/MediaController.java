package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.IMAGE_TOO_LARGE;
import static dev.parley.messenger.RefusalCode.IN_USE;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.TOO_LARGE;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.MediaFiles;
import dev.parley.messenger.media.Uploads;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.FileView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Files for messages, avatars and backgrounds. */
@Controller("/api/media")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MediaController {
  private final Uploads uploads;
  private final MediaFiles files;

  MediaController(Uploads uploads, MediaFiles files) {
    this.uploads = uploads;
    this.files = files;
  }

  /**
   * Takes a file: the request's body is its bytes. What nothing refers to a day later is deleted.
   *
   * @param name what to call it, at most 255 characters
   */
  @Post
  @Consumes(MediaType.ALL)
  @Status(HttpStatus.CREATED)
  @Refuses({TOO_LARGE, IMAGE_TOO_LARGE, RATE_LIMITED})
  FileView upload(
      Caller caller,
      HttpRequest<?> request,
      @QueryValue @Nullable String name,
      @Body @Nullable InputStream sent)
      throws IOException {
    // closed, since what is not read of a refused one would stand in the way of the answer
    try (InputStream body = sent == null ? InputStream.nullInputStream() : sent) {
      long size = request.getContentLength();
      if (size < 0) {
        throw Refusal.ofField(
            RefusalCode.INVALID_FIELD, "Content-Length", "expected the size of the file");
      }
      return FileView.complete(
          uploads.receive(caller.userId(), name == null ? "" : name, size, body));
    }
  }

  /** Shows what a file is, to whoever may read it. */
  @Get("/{id}")
  @Refuses(NOT_FOUND)
  FileView show(Caller caller, String id) {
    return FileView.complete(files.read(Texts.pathId(id), caller.userId()));
  }

  /** Deletes an own file that no message and no profile shows. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({NOT_FOUND, IN_USE})
  void delete(Caller caller, String id) {
    files.delete(Texts.pathId(id), caller.userId());
  }
}
