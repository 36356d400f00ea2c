package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signed requests over connections that are kept, tried again where that does nothing twice. */
final class Transport implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 16 << 20;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final RealtimeSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final Signer signer;
  private final HttpClient http;

  Transport(RealtimeSettings settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.signer = new Signer(settings.key(), settings.secret());
    this.http =
        HttpClient.newBuilder()
            // servers of this protocol speak 1.1; asking for 2 costs plain connections an upgrade
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** A question, which may be asked as often as needed. */
  Map<String, @Nullable Object> get(String path, Map<String, String> parameters) {
    String answer = call(new Call("GET", path, parameters, "", true));
    try {
      return Json.readObject(answer.getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      throw new RealtimeException.Refused(200, answer);
    }
  }

  /**
   * An order.
   *
   * @param isRepeatable whether it does the same if it is carried out twice
   */
  void post(String path, String body, boolean isRepeatable) {
    call(new Call("POST", path, Map.of(), body, isRepeatable));
  }

  private record Call(
      String method,
      String path,
      Map<String, String> parameters,
      String body,
      boolean isRepeatable) {}

  private String call(Call call) {
    for (int attempt = 0; ; attempt++) {
      boolean isLast = attempt >= settings.retries();
      try {
        HttpResponse<byte[]> answer = attempt(call);
        String text = new String(answer.body(), UTF_8);
        int code = answer.statusCode();
        if (code == 200) {
          return text;
        }
        boolean isWorthIt = call.isRepeatable ? code == 429 || code >= 500 : saysComeAgain(answer);
        if (isLast || !isWorthIt) {
          throw new RealtimeException.Refused(code, text);
        }
        pause(Math.max(secondsToWait(answer) * 1_000, backOff(attempt)));
      } catch (IOException e) {
        boolean mayHaveArrived = !wasNeverSent(e);
        if (isLast || (mayHaveArrived && !call.isRepeatable)) {
          throw new RealtimeException.Unreachable(
              "%s does not answer: %s".formatted(settings.server(), reason(e)), e, mayHaveArrived);
        }
        pause(backOff(attempt));
      }
    }
  }

  private HttpResponse<byte[]> attempt(Call call) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request(call), head -> new LimitedBody(MOST_ANSWER_BYTES));
    try {
      // the client's own time-out ends with the head of an answer
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer within " + settings.timeout(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e, true);
    }
  }

  private HttpRequest request(Call call) {
    String path = "/apps/" + settings.appId() + call.path;
    long seconds = clock.instant().getEpochSecond();
    byte[] body = call.body.getBytes(UTF_8);
    String query = signer.query(call.method, path, call.parameters, body, seconds);
    return HttpRequest.newBuilder(URI.create(settings.server() + path + "?" + query))
        .header("Content-Type", "application/json")
        .method(
            call.method,
            body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Whether an order was surely not carried out and is wanted later. */
  private static boolean saysComeAgain(HttpResponse<?> answer) {
    return (answer.statusCode() == 429 || answer.statusCode() == 503)
        && answer.headers().firstValue("Retry-After").isPresent();
  }

  private static long secondsToWait(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static boolean wasNeverSent(IOException e) {
    return e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e.getCause() instanceof UnresolvedAddressException;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private long backOff(int attempt) {
    long most = FIRST_PAUSE_MILLIS << attempt;
    return most / 2 + random.nextLong(most / 2 + 1);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(Duration.ofMillis(Math.min(millis, LONGEST_PAUSE_MILLIS)));
    } catch (InterruptedException e) {
      throw interrupted(e, false);
    }
  }

  private static RealtimeException interrupted(InterruptedException e, boolean mayHaveArrived) {
    Thread.currentThread().interrupt();
    return new RealtimeException.Unreachable(
        "the calling thread was interrupted", e, mayHaveArrived);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
