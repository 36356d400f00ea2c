package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.media.MediaStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers when the store of files does not: why is for the operator's eyes. */
@Singleton
final class StoreUnavailableHandler
    implements ExceptionHandler<MediaStore.Unavailable, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(StoreUnavailableHandler.class);

  private final RefusalHandler refusals;

  StoreUnavailableHandler(RefusalHandler refusals) {
    this.refusals = refusals;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, MediaStore.Unavailable cause) {
    log.warn("the store of files: {}", cause.getMessage());
    return refusals.handle(
        request,
        Refusal.of(RefusalCode.BUSY, "the files are out of reach at this moment; try again"));
  }
}
