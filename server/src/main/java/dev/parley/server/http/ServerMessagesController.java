package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.READ_ONLY_CONVERSATION;
import static dev.parley.messenger.RefusalCode.SILENCED;
import static dev.parley.messenger.RefusalCode.TOO_LATE;

import dev.parley.messenger.apikey.Scope;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.SentView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** What was said in a conversation, for back ends: read and said as the user in the path. */
@Controller("/api/server/users/{user}/conversations/{id}/messages")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerMessagesController {
  private final MessagesController messages;
  private final Addressing addressing;

  ServerMessagesController(MessagesController messages, Addressing addressing) {
    this.messages = messages;
    this.addressing = addressing;
  }

  /**
   * Reads the log: its end, or what is before, after or around a message, or what was changed since
   * a rev. At most one of the four may be given.
   *
   * @param before a seq: the last messages below it
   * @param after a seq: the first messages above it
   * @param around a seq: that message with its neighbours
   * @param rev of an earlier answer: what was sent or changed since then
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Needs(Scope.MESSAGES_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED, INVALID_CURSOR})
  MessageJson.Log list(
      String user,
      String id,
      @QueryValue @Nullable Long before,
      @QueryValue @Nullable Long after,
      @QueryValue @Nullable Long around,
      @QueryValue @Nullable Long rev,
      @QueryValue @Nullable Integer limit) {
    return messages.list(
        addressing.actor(user), addressing.conversationId(id), before, after, around, rev, limit);
  }

  /** Says something as the user. The answer is given once it is on the disk. */
  @Post
  @Status(HttpStatus.CREATED)
  @Needs(Scope.MESSAGES_WRITE)
  @RefusesSending
  HttpResponse<SentView> send(String user, String id, @Body MessageJson.NewMessage given) {
    return messages.send(addressing.actor(user), addressing.conversationId(id), given);
  }

  /** Shows one message. */
  @Get("/{seq}")
  @Needs(Scope.MESSAGES_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  MessageView show(String user, String id, String seq) {
    return messages.show(addressing.actor(user), addressing.conversationId(id), seq);
  }

  /** Changes the words of a message of the user's, for a day; the earlier ones are kept. */
  @Patch("/{seq}")
  @Needs(Scope.MESSAGES_WRITE)
  @Refuses({
    NOT_FOUND,
    NOT_ALLOWED,
    BLOCKED,
    SILENCED,
    READ_ONLY_CONVERSATION,
    TOO_LATE,
    LIMIT_REACHED
  })
  MessageView edit(String user, String id, String seq, @Body MessageJson.Edit given) {
    return messages.edit(addressing.actor(user), addressing.conversationId(id), seq, given);
  }

  /** Takes a message back for everybody: the user's own for two minutes, an admin's any. */
  @Delete("/{seq}")
  @Needs(Scope.MESSAGES_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED, TOO_LATE})
  MessageView recall(String user, String id, String seq) {
    return messages.recall(addressing.actor(user), addressing.conversationId(id), seq);
  }
}
