package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.ALREADY_EXISTS;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.PROOF_REQUIRED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.WRONG_CODE;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.factor.SecondFactors;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Proofs;
import dev.parley.server.docs.Refuses;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's second factor: codes of an authenticator app. */
@Controller("/api/me/second-factor")
@ExecuteOn(TaskExecutors.VIRTUAL)
class SecondFactorController {
  private final SecondFactors factors;
  private final Accounts accounts;
  private final Proofs proofs;

  SecondFactorController(SecondFactors factors, Accounts accounts, Proofs proofs) {
    this.factors = factors;
    this.accounts = accounts;
    this.proofs = proofs;
  }

  @Get
  IdentityJson.SecondFactor show(Caller caller) {
    SecondFactors.Status status = factors.status(caller.userId());
    return new IdentityJson.SecondFactor(status.on(), status.recoveryLeft());
  }

  /** Makes a secret for the app. Nothing is asked for before a code has confirmed it. */
  @Post
  @Refuses({ALREADY_EXISTS, PROOF_REQUIRED, WRONG_PASSWORD})
  IdentityJson.Secret begin(Caller caller, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    String username = accounts.find(caller.userId()).username();
    String secret = factors.begin(caller.userId());
    return new IdentityJson.Secret(
        secret, "otpauth://totp/Parley:%s?secret=%s&issuer=Parley".formatted(username, secret));
  }

  /** Turns it on by a code of the app, and shows the recovery codes. */
  @Post("/confirm")
  @Refuses({WRONG_CODE, NOT_FOUND, RATE_LIMITED})
  IdentityJson.RecoveryCodes confirm(Caller caller, @Body IdentityJson.Confirmation given) {
    return new IdentityJson.RecoveryCodes(factors.confirm(caller.userId(), given.code()));
  }

  /** Makes new recovery codes; earlier ones are void. */
  @Post("/recovery-codes")
  @Refuses({NOT_FOUND, PROOF_REQUIRED, WRONG_PASSWORD})
  IdentityJson.RecoveryCodes renew(Caller caller, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    return new IdentityJson.RecoveryCodes(factors.renewRecovery(caller.userId()));
  }

  /** Turns it off. */
  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({PROOF_REQUIRED, WRONG_PASSWORD})
  void turnOff(Caller caller, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    factors.turnOff(caller.userId());
  }
}
