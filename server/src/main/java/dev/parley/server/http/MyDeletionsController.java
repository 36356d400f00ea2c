package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.conversation.MyDeletions;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MyPlaceView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Single messages that the caller has deleted for oneself. */
@Controller("/api/conversations/{id}/deleted")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MyDeletionsController {
  private final MyDeletions deletions;

  MyDeletionsController(MyDeletions deletions) {
    this.deletions = deletions;
  }

  /**
   * Deletes messages for the caller alone, all of them or none. Nobody else notices, and there is
   * no way back; the caller's other devices hear of it.
   */
  @Post
  @Refuses({NOT_FOUND, LIMIT_REACHED})
  MyPlaceView delete(Caller caller, String id, @Body MessageJson.Chosen given) {
    return MyPlaceView.of(deletions.delete(caller.userId(), Texts.pathId(id), given.parse()));
  }

  /**
   * Lists what the caller deleted, in the order of the deletions, for copies that may still hold
   * it.
   *
   * @param after how many deletions the copy stands for; 0 if absent
   */
  @Get
  @Refuses(NOT_FOUND)
  MessageJson.Deleted list(Caller caller, String id, @QueryValue @Nullable Long after) {
    return MessageJson.Deleted.of(
        deletions.since(caller.userId(), Texts.pathId(id), after == null ? 0 : after));
  }
}
