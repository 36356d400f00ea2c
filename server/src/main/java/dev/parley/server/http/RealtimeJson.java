package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP half of realtime, as JSON. */
final class RealtimeJson {
  private RealtimeJson() {}

  /**
   * How to connect, with any client of the Pusher protocol.
   *
   * @param key the key of the messenger's app
   * @param path what stands before {@code /app} in the address; may be empty
   * @param userChannel to be held as long as the client is connected
   * @param activityTimeout seconds of silence after which a client should ping
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Connection(
      String key,
      String path,
      String channelAuth,
      String userAuth,
      String userChannel,
      int activityTimeout) {}

  /**
   * A signature, in the form that clients of the Pusher protocol want.
   *
   * @param auth key and signature
   * @param channelData what was signed with it
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Signature(String auth, @Nullable String channelData, @Nullable String userData) {}

  /**
   * People on a screen.
   *
   * @param ids at most 200
   */
  @Serdeable
  record Watched(@Nullable List<String> ids) {}
}
