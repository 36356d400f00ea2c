package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.PROOF_REQUIRED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Proofs;
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
  private final Proofs proofs;

  MeController(Accounts accounts, Proofs proofs) {
    this.accounts = accounts;
    this.proofs = proofs;
  }

  @Get
  AccountJson.Me show(Caller caller) {
    return AccountJson.Me.of(accounts.find(caller.userId()));
  }

  /**
   * Changes what is given. Mails that set a new password go to the address, so another one needs
   * the password, or a sign-in of just now.
   */
  @Patch
  @Refuses({USERNAME_TAKEN, PROOF_REQUIRED, WRONG_PASSWORD, RATE_LIMITED})
  AccountJson.Me change(Caller caller, @Body AccountJson.Change change) {
    if (change.email() != null) {
      proofs.require(caller, change.password());
    }
    return AccountJson.Me.of(accounts.change(caller.userId(), change.parse()));
  }

  /** Deletes the account for good. One without a password needs a sign-in of just now. */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({WRONG_PASSWORD, PROOF_REQUIRED})
  void delete(Caller caller, @Body AccountJson.@Nullable Deletion given) {
    if (!accounts.find(caller.userId()).hasPassword()) {
      proofs.require(caller, null);
    }
    accounts.delete(caller.userId(), given == null ? null : given.password());
  }
}
