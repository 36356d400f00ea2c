package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.READ_ONLY_CONVERSATION;

import dev.parley.messenger.message.Pins;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.MessageViews;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * Messages that a conversation keeps in sight. In a direct one both may pin, in a group its admins.
 */
@Controller("/api/conversations/{id}/pins")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PinsController {
  private final Pins pins;
  private final MessageViews views;

  PinsController(Pins pins, MessageViews views) {
    this.pins = pins;
    this.views = views;
  }

  /** Lists them, the latest pin first. */
  @Get
  @Refuses(NOT_FOUND)
  MessageJson.Pinned list(Caller caller, String id) {
    MessageViews.Named named = views.of(pins.list(Texts.pathId(id), caller.userId()));
    return new MessageJson.Pinned(named.messages(), named.people());
  }

  /** Pins a message; a pinned one stays as it is. */
  @Put("/{seq}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, BLOCKED, READ_ONLY_CONVERSATION, LIMIT_REACHED})
  MessageView pin(Caller caller, String id, String seq) {
    return MessageView.of(pins.pin(Texts.pathId(id), Texts.pathId(seq), caller.userId()));
  }

  /** Takes the pin off. */
  @Delete("/{seq}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, BLOCKED, READ_ONLY_CONVERSATION})
  MessageView unpin(Caller caller, String id, String seq) {
    return MessageView.of(pins.unpin(Texts.pathId(id), Texts.pathId(seq), caller.userId()));
  }
}
