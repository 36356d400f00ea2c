package dev.parley.server.http;

import dev.parley.messenger.session.Caller;
import dev.parley.server.view.SentView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Messages that name their receiver instead of a conversation. */
@Controller("/api/messages")
@ExecuteOn(TaskExecutors.VIRTUAL)
class AddressedMessagesController {
  private final Sending sending;

  AddressedMessagesController(Sending sending) {
    this.sending = sending;
  }

  /**
   * Sends a message to somebody, or to a conversation. The direct conversation of two people begins
   * with its first message, in one transaction.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @RefusesSending
  HttpResponse<SentView> send(Caller caller, @Body MessageJson.Addressed given) {
    return sending.send(given.parse(caller.userId()).by(Sending.approach(caller)));
  }
}
