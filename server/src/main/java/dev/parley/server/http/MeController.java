package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's own account. */
@Controller("/api/me")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MeController {
  private final Accounts accounts;

  MeController(Accounts accounts) {
    this.accounts = accounts;
  }

  @Get
  AccountJson.Me show(Caller caller) {
    return AccountJson.Me.of(accounts.find(caller.userId()));
  }

  @Patch
  @Refuses(USERNAME_TAKEN)
  AccountJson.Me change(Caller caller, @Body AccountJson.Change change) {
    return AccountJson.Me.of(accounts.change(caller.userId(), change.parse()));
  }

  /** Deletes the account for good. */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(WRONG_PASSWORD)
  void delete(Caller caller, @Body AccountJson.@Nullable Deletion given) {
    accounts.delete(caller.userId(), given == null ? null : given.password());
  }
}
