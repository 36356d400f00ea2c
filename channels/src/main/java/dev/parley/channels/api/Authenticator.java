package dev.parley.channels.api;

import dev.parley.channels.api.Query.Form;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.protocol.Signature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks who signed a request (section 5.2). Thread-safe. */
final class Authenticator {
  private final Hub hub;
  private final InstantSource clock;

  Authenticator(Hub hub, InstantSource clock) {
    this.hub = hub;
    this.clock = clock;
  }

  /**
   * A request that is what it claims to be.
   *
   * @param query as its signer meant it
   */
  record Signed(AppState app, Query query) {}

  /**
   * The app on whose behalf the request speaks.
   *
   * @param appId from the path, or null where the key alone tells
   */
  Signed authenticate(ApiRequest request, Query query, @Nullable String appId) throws ApiException {
    String key = query.get("auth_key");
    AppState app = find(appId, key);
    if (!app.app().options().has(Feature.HTTP_API)) {
      throw new ApiException(403, "the HTTP API of this application is off");
    }
    AppKey pair = key == null ? null : app.app().key(key).orElse(null);
    if (pair == null) {
      throw unauthorized(
          key == null ? "auth_key is missing" : "auth_key is not a key of this application");
    }
    if (!app.app().enabled()) {
      throw new ApiException(403, "application is disabled");
    }
    if (!"1.0".equals(query.get("auth_version"))) {
      throw unauthorized("auth_version: expected 1.0");
    }
    checkTimestamp(query.get("auth_timestamp"));
    checkBody(request.body(), query.get("body_md5"));
    return new Signed(app, query.signedAs(signedForm(request, query, pair)));
  }

  private AppState find(@Nullable String appId, @Nullable String key) throws ApiException {
    if (appId != null) {
      return hub.appById(appId)
          .orElseThrow(() -> new ApiException(404, "no application has this id"));
    }
    if (key == null) {
      throw unauthorized("auth_key is missing");
    }
    return hub.appByKey(key).orElseThrow(() -> unauthorized("auth_key is unknown"));
  }

  private void checkTimestamp(@Nullable String given) throws ApiException {
    long now = clock.instant().getEpochSecond();
    if (given == null || !given.matches("\\d{1,12}")) {
      throw unauthorized("auth_timestamp: expected unix time in seconds");
    }
    long window = hub.limits().get(Limit.API_CLOCK_SKEW_SECONDS);
    if (Math.abs(now - Long.parseLong(given)) > window) {
      throw unauthorized(
          "auth_timestamp %s is more than %d s away from the server's time %d"
              .formatted(given, window, now));
    }
  }

  private static void checkBody(byte[] body, @Nullable String given) throws ApiException {
    if (given == null) {
      if (body.length > 0) {
        throw unauthorized("body_md5 is missing");
      }
      return;
    }
    if (!HexFormat.of().formatHex(md5(body)).equals(given.toLowerCase(Locale.ROOT))) {
      throw unauthorized("body_md5 does not match the body");
    }
  }

  /** SDKs differ in what they sign, so every form that the specification lists may match. */
  private static Form signedForm(ApiRequest request, Query query, AppKey pair) throws ApiException {
    String given = query.get("auth_signature");
    if (given == null) {
      throw unauthorized("auth_signature is missing");
    }
    String expected = text(request.method(), request.path(), query.canonical(Form.RAW));
    if (Signature.matches(pair.secret(), expected, given)) {
      return Form.RAW;
    }
    for (String path : paths(request)) {
      for (Form form : Form.values()) {
        String other = text(request.method(), path, query.canonical(form));
        if (Signature.matches(pair.secret(), other, given)) {
          return form;
        }
      }
    }
    throw unauthorized(
        "invalid signature: expected the HMAC SHA256 hex digest of '%s'"
            .formatted(expected.replace("\n", "\\n")));
  }

  private static Set<String> paths(ApiRequest request) {
    var paths = new LinkedHashSet<String>();
    paths.add(request.path());
    paths.add(Query.percentDecoded(request.path()));
    paths.add(request.fullPath());
    paths.add(Query.percentDecoded(request.fullPath()));
    return paths;
  }

  private static String text(String method, String path, String query) {
    return method + "\n" + path + "\n" + query;
  }

  private static byte[] md5(byte[] body) {
    try {
      return MessageDigest.getInstance("MD5").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the platform must offer MD5", e);
    }
  }

  private static ApiException unauthorized(String message) {
    return new ApiException(401, message);
  }
}
