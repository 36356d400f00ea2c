package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.ALREADY_EXISTS;
import static dev.parley.messenger.RefusalCode.LAST_WAY_IN;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.PROOF_REQUIRED;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Proofs;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The caller's passkeys. */
@Controller("/api/me/passkeys")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PasskeysController {
  private final PasskeyGate passkeys;
  private final Proofs proofs;
  private final Peers peers;

  PasskeysController(PasskeyGate passkeys, Proofs proofs, Peers peers) {
    this.passkeys = passkeys;
    this.proofs = proofs;
    this.peers = peers;
  }

  @Get
  @Refuses(NOT_ALLOWED)
  IdentityJson.PasskeyList list(Caller caller) {
    return new IdentityJson.PasskeyList(
        passkeys.get().list(caller.userId()).stream().map(IdentityJson.PasskeyEntry::of).toList());
  }

  /** Gives what the browser is to ask an authenticator, to make a passkey. */
  @Post
  @Refuses({NOT_ALLOWED, LIMIT_REACHED, PROOF_REQUIRED, WRONG_PASSWORD, RATE_LIMITED})
  IdentityJson.Asked begin(
      HttpRequest<?> request, Caller caller, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    return IdentityJson.Asked.of(
        passkeys
            .get()
            .beginRegistration(caller.userId(), caller.sessionId(), peers.network(request)));
  }

  /** Adds the passkey that the authenticator has made. */
  @Post("/finish")
  @Status(HttpStatus.CREATED)
  @Refuses({NOT_ALLOWED, LIMIT_REACHED, ALREADY_EXISTS})
  IdentityJson.PasskeyEntry finish(Caller caller, @Body IdentityJson.NewPasskey given) {
    return IdentityJson.PasskeyEntry.of(
        passkeys
            .get()
            .finishRegistration(
                caller.userId(),
                given.flow(),
                PasskeySignInController.text(given.credential()),
                given.name()));
  }

  /** Gives a passkey another name. */
  @Patch("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({NOT_ALLOWED, NOT_FOUND})
  void rename(Caller caller, String id, @Body IdentityJson.PasskeyName given) {
    passkeys.get().rename(caller.userId(), id, given.name());
  }

  /** Takes a passkey away; the last way into an account stays. */
  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({NOT_ALLOWED, NOT_FOUND, LAST_WAY_IN, PROOF_REQUIRED, WRONG_PASSWORD})
  void remove(Caller caller, String id, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    passkeys.get().remove(caller.userId(), id);
  }
}
