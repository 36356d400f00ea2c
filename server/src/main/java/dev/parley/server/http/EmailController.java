package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.ALREADY_EXISTS;
import static dev.parley.messenger.RefusalCode.MAIL_OFF;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.mail.AddressProofs;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Public;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Addresses: asking for the mail that verifies one, and following its link. */
@Controller("/api/auth/email")
@ExecuteOn(TaskExecutors.VIRTUAL)
class EmailController {
  private final AddressProofs proofs;
  private final MailGate mails;

  EmailController(AddressProofs proofs, MailGate mails) {
    this.proofs = proofs;
    this.mails = mails;
  }

  /** Sends another mail to the caller's address, which is not verified yet. */
  @Post("/send")
  @Status(HttpStatus.ACCEPTED)
  @Refuses({MAIL_OFF, RATE_LIMITED})
  void send(Caller caller) {
    mails.requireServer();
    proofs.ask(caller.userId());
  }

  /** Lets an address count, by the token of a mailed link. */
  @Public
  @Post("/verify")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(ALREADY_EXISTS)
  void verify(@Body AuthJson.Verification given) {
    proofs.verify(given.token());
  }
}
