package dev.parley.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One event as a signed request of the HTTP API, made the way the official libraries make it. */
record EventRequest(App app, List<String> channels, String event, String data) {
  /**
   * The request to a server.
   *
   * @param base scheme, host, port and path prefix, without a slash at the end
   */
  HttpRequest to(String base, Clock clock, Duration patience) {
    String path = "/apps/" + app.id() + "/events";
    String body = body();
    return HttpRequest.newBuilder(
            URI.create(base + path + "?" + query(path, body, clock.instant().getEpochSecond())))
        .timeout(patience)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String query(String path, String body, long epochSecond) {
    AppKey pair = app.keys().getFirst();
    try {
      String md5 =
          HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
      String query =
          "auth_key=%s&auth_timestamp=%d&auth_version=1.0&body_md5=%s"
              .formatted(pair.key(), epochSecond, md5);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pair.secret().getBytes(UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(("POST\n" + path + "\n" + query).getBytes(UTF_8));
      return query + "&auth_signature=" + HexFormat.of().formatHex(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5 and HmacSHA256", e);
    }
  }

  private String body() {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("name", event);
      json.writeArrayFieldStart("channels");
      for (String channel : channels) {
        json.writeString(channel);
      }
      json.writeEndArray();
      json.writeStringField("data", data);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
