package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Sessions;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The caller's sessions: which devices are signed in, and signing them out. */
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.VIRTUAL)
class SessionsController {
  private final Sessions sessions;

  SessionsController(Sessions sessions) {
    this.sessions = sessions;
  }

  @Get
  AuthJson.SessionList list(Caller caller) {
    return new AuthJson.SessionList(
        sessions.list(caller.userId()).stream()
            .map(session -> AuthJson.SessionEntry.of(session, caller.sessionId()))
            .toList());
  }

  /** Signs one device out; its sockets close. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(NOT_FOUND)
  void end(Caller caller, String id) {
    sessions.endRemotely(caller, Texts.pathId(id));
  }

  /**
   * Signs out everywhere.
   *
   * @param others true keeps the session that asks
   */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  void endAll(Caller caller, @QueryValue(defaultValue = "false") boolean others) {
    if (others) {
      sessions.endOthers(caller);
    } else {
      sessions.endAll(caller.userId());
    }
  }
}
