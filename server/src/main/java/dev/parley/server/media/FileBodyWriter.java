package dev.parley.server.media;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.InputStreamByteBody;
import io.micronaut.http.codec.CodecException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/**
 * Sends a {@link FileBody} with its length, as its reader takes it: the framework sends streams of
 * its own kind without one.
 */
@Singleton
final class FileBodyWriter implements ResponseBodyWriter<FileBody> {
  private final ExecutorService reading;

  FileBodyWriter(@Named(TaskExecutors.VIRTUAL) ExecutorService reading) {
    this.reading = reading;
  }

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<FileBody> type,
      MediaType mediaType,
      FileBody body) {
    return InputStreamByteBody.create(
        body.stream(), OptionalLong.of(body.length()), reading, bodies);
  }

  @Override
  public void writeTo(
      Argument<FileBody> type,
      MediaType mediaType,
      FileBody body,
      MutableHeaders headers,
      OutputStream out) {
    try (InputStream in = body.stream()) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new CodecException("a file broke off", e);
    }
  }
}
