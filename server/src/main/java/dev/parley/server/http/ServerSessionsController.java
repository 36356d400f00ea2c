package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.Tokens;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Signing users in whom a back end has recognised by its own means. */
@Controller("/api/server/users/{user}/sessions")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerSessionsController {
  private final Sessions sessions;
  private final Accounts accounts;
  private final Addressing addressing;
  private final AuditLog audit;

  ServerSessionsController(
      Sessions sessions, Accounts accounts, Addressing addressing, AuditLog audit) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.addressing = addressing;
    this.audit = audit;
  }

  /** Opens a session. The back end hands its tokens on to the user's browser or app. */
  @Post
  @Status(HttpStatus.CREATED)
  @Needs(Scope.SESSIONS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  HttpResponse<AuthJson.SignedIn> open(
      HttpRequest<?> request, String user, @Body ServerJson.@Nullable NewSession given) {
    long id = addressing.actor(user).userId();
    String device = given == null ? null : given.device();
    // the network is the back end's, which says nothing about where the user is
    Tokens tokens = sessions.open(id, new Client(null, device == null ? "API" : device, ""));
    audit.noteUser(request, "signed in", Texts.id(id));
    return HttpResponse.created(AuthJson.SignedIn.of(tokens, accounts.find(id), false));
  }

  /** Ends all sessions of a user; sockets close. */
  @Delete
  @Needs(Scope.SESSIONS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void endAll(HttpRequest<?> request, String user) {
    long id = addressing.person(user);
    sessions.endAll(id);
    audit.noteUser(request, "signed out", Texts.id(id));
  }
}
