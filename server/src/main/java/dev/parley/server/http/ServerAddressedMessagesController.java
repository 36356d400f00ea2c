package dev.parley.server.http;

import dev.parley.messenger.apikey.Scope;
import dev.parley.server.security.Needs;
import dev.parley.server.view.SentView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Messages that name their receiver instead of a conversation, for back ends. */
@Controller("/api/server/users/{user}/messages")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerAddressedMessagesController {
  private final AddressedMessagesController messages;
  private final Addressing addressing;

  ServerAddressedMessagesController(AddressedMessagesController messages, Addressing addressing) {
    this.messages = messages;
    this.addressing = addressing;
  }

  /**
   * Says something as the user to somebody, or in a conversation; both may be named as {@code ext:}
   * and the back end's id. The direct conversation of two people begins with its first message, in
   * one transaction.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @Needs(Scope.MESSAGES_WRITE)
  @RefusesSending
  HttpResponse<SentView> send(String user, @Body MessageJson.Addressed given) {
    return messages.send(
        addressing.actor(user),
        given.to(addressing.receiverId(given.receiverKind(), given.receiverId())));
  }
}
