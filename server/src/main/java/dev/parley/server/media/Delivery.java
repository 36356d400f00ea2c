package dev.parley.server.media;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;

/** Answers with a file, or a part of it, as RFC 9110 has it. Thread-safe; blocks. */
public final class Delivery {
  /** Pages in a file that a browser opens by itself run nothing and load nothing. */
  private static final String SANDBOX = "sandbox; default-src 'none'";

  /** Answers a request for something that its sender may read. */
  MutableHttpResponse<?> answer(HttpRequest<?> request, Deliverable what, String cacheControl)
      throws IOException {
    var conditions = new Conditions(request.getHeaders(), what.etag(), what.modifiedAt());
    MutableHttpResponse<?> response =
        switch (conditions.outcome()) {
          case FAILED -> HttpResponse.status(HttpStatus.PRECONDITION_FAILED);
          case UNCHANGED -> HttpResponse.notModified();
          case SERVE -> content(request, conditions, what);
        };
    return response
        .header(HttpHeaders.ETAG, what.etag())
        .header(HttpHeaders.LAST_MODIFIED, Conditions.date(what.modifiedAt()))
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header("Content-Security-Policy", SANDBOX);
  }

  private static MutableHttpResponse<?> content(
      HttpRequest<?> request, Conditions conditions, Deliverable what) throws IOException {
    boolean head = request.getMethod() == HttpMethod.HEAD;
    ByteRange.Asked asked =
        head ? new ByteRange.Asked.All() : ByteRange.of(conditions.range(), what.size());
    MutableHttpResponse<?> response =
        switch (asked) {
          case ByteRange.Asked.All _ ->
              body(request, HttpResponse.ok(), what, new ByteRange(0, what.size()));
          case ByteRange.Asked.Part(ByteRange part) ->
              body(request, HttpResponse.status(HttpStatus.PARTIAL_CONTENT), what, part)
                  .header(
                      HttpHeaders.CONTENT_RANGE,
                      "bytes %d-%d/%d"
                          .formatted(part.from(), part.from() + part.length() - 1, what.size()));
          case ByteRange.Asked.Beyond _ ->
              HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                  .header(HttpHeaders.CONTENT_RANGE, "bytes */" + what.size());
        };
    if (asked instanceof ByteRange.Asked.Beyond) {
      return response;
    }
    return response
        .header(HttpHeaders.CONTENT_TYPE, what.type())
        .header(HttpHeaders.CONTENT_DISPOSITION, Disposition.of(what.shown(), what.name()));
  }

  private static MutableHttpResponse<?> body(
      HttpRequest<?> request, MutableHttpResponse<?> response, Deliverable what, ByteRange part)
      throws IOException {
    if (request.getMethod() == HttpMethod.HEAD) {
      return response.contentLength(part.length());
    }
    if (what.file() != null && !request.isSecure()) {
      var slice = new FileSlice(what.file(), part.from(), part.length());
      return response.header(FileSlice.HEADER, slice.text());
    }
    return response.body(
        new FileBody(what.source().read(part.from(), part.length()), part.length()));
  }
}
