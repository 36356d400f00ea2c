package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.CSRF_REFUSED;
import static dev.parley.messenger.RefusalCode.LAST_WAY_IN;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.PROOF_REQUIRED;
import static dev.parley.messenger.RefusalCode.PROVIDER_UNAVAILABLE;
import static dev.parley.messenger.RefusalCode.WRONG_PASSWORD;

import dev.parley.messenger.identity.Flow;
import dev.parley.messenger.identity.Identities;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.session.Proofs;
import dev.parley.server.docs.Refuses;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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

/** The accounts elsewhere that open the caller's account. */
@Controller("/api/me/identities")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MyIdentitiesController {
  private final Identities identities;
  private final Proofs proofs;
  private final ProviderDoor door;

  MyIdentitiesController(Identities identities, Proofs proofs, ProviderDoor door) {
    this.identities = identities;
    this.proofs = proofs;
    this.door = door;
  }

  @Get
  IdentityJson.IdentityList list(Caller caller) {
    return new IdentityJson.IdentityList(
        identities.list(caller.userId()).stream().map(IdentityJson.Identity::of).toList());
  }

  /**
   * Begins to link an account: the browser is to go to the address that this answers, and comes
   * back to the settings. For pages of this server alone.
   */
  @Post("/{provider}")
  @Refuses({
    NOT_FOUND,
    NOT_ALLOWED,
    PROOF_REQUIRED,
    WRONG_PASSWORD,
    CSRF_REFUSED,
    PROVIDER_UNAVAILABLE
  })
  HttpResponse<IdentityJson.Leave> link(
      HttpRequest<?> request,
      Caller caller,
      String provider,
      @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    return door.leave(
        request,
        new Flow(Flow.Kind.LINK, provider, caller.userId(), caller.sessionId(), 0, "", ""));
  }

  /** Ends the link to a provider's account; the last way into an account stays. */
  @Delete("/{provider}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses({NOT_FOUND, LAST_WAY_IN, PROOF_REQUIRED, WRONG_PASSWORD})
  void unlink(Caller caller, String provider, @Body IdentityJson.@Nullable Proof given) {
    proofs.require(caller, IdentityJson.Proof.passwordOf(given));
    identities.unlink(caller.userId(), provider);
  }
}
