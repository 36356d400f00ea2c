package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.session.Caller;
import dev.parley.server.app.MessengerApp;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.docs.Refuses;
import dev.parley.server.realtime.Signatures;
import dev.parley.server.security.CookieToo;
import dev.parley.server.view.Texts;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/** What a client needs for its socket. The forms are those of the Pusher protocol's libraries. */
@Controller("/api/realtime")
@ExecuteOn(TaskExecutors.VIRTUAL)
class RealtimeController {
  private static final int ACTIVITY_SECONDS = 30;

  private final Signatures signatures;
  private final MessengerApp app;
  private final ServerSettings settings;

  RealtimeController(Signatures signatures, MessengerApp app, ServerSettings settings) {
    this.signatures = signatures;
    this.app = app;
    this.settings = settings;
  }

  /** Tells how to connect. */
  @Get
  RealtimeJson.Connection show(Caller caller) {
    return new RealtimeJson.Connection(
        app.key(),
        settings.pathPrefix(),
        "/api/realtime/auth",
        "/api/realtime/user-auth",
        "private-user-" + Texts.id(caller.userId()),
        ACTIVITY_SECONDS);
  }

  /** Signs for a channel of the caller's. */
  @CookieToo
  @Post("/auth")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Refuses({NOT_FOUND, NOT_ALLOWED, CSRF_REFUSED})
  RealtimeJson.Signature channel(Caller caller, @Body @Nullable String form) {
    Signatures.Signed signed =
        signatures.channel(caller, field(form, "socket_id"), field(form, "channel_name"));
    return new RealtimeJson.Signature(signed.auth(), signed.data(), null);
  }

  /** Signs for the caller's sign-in on a socket. */
  @CookieToo
  @Post("/user-auth")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Refuses(CSRF_REFUSED)
  RealtimeJson.Signature user(Caller caller, @Body @Nullable String form) {
    Signatures.Signed signed = signatures.user(caller, field(form, "socket_id"));
    return new RealtimeJson.Signature(signed.auth(), null, signed.data());
  }

  /** The first value of a field; the framework's own forms are for uploads, piece by piece. */
  private static @Nullable String field(@Nullable String form, String name) {
    if (form == null) {
      return null;
    }
    var values = new QueryStringDecoder(form, false).parameters().get(name);
    return values == null ? null : values.getFirst();
  }
}
