package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.conversation.MySettings;
import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MyPlaceView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * What a member settles for oneself in one conversation. Nobody else learns of it; all devices of
 * the member do.
 */
@Controller("/api/conversations/{id}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MySettingsController {
  private final MySettings settings;
  private final Receipts receipts;

  MySettingsController(MySettings settings, Receipts receipts) {
    this.settings = settings;
    this.receipts = receipts;
  }

  /** Gives no notifications until a time. */
  @Put("/mute")
  @Refuses(NOT_FOUND)
  MyPlaceView mute(Caller caller, String id, @Body ConversationJson.Until given) {
    long conversation = Texts.pathId(id);
    return MyPlaceView.of(settings.mute(caller.userId(), conversation, given.parse()));
  }

  /** Gives notifications again. */
  @Delete("/mute")
  @Refuses(NOT_FOUND)
  MyPlaceView unmute(Caller caller, String id) {
    return MyPlaceView.of(settings.mute(caller.userId(), Texts.pathId(id), null));
  }

  /** Says of which messages here to tell: {@code all}, {@code mentions} or {@code none}. */
  @Put("/notifications")
  @Refuses(NOT_FOUND)
  MyPlaceView notify(Caller caller, String id, @Body NotificationJson.Level given) {
    return MyPlaceView.of(
        settings.notify(caller.userId(), Texts.pathId(id), NotifyLevel.parse(given.level())));
  }

  /** Tells of what the account's own settings say. */
  @Delete("/notifications")
  @Refuses(NOT_FOUND)
  MyPlaceView notifyAsEverywhere(Caller caller, String id) {
    return MyPlaceView.of(settings.notify(caller.userId(), Texts.pathId(id), null));
  }

  /** Keeps the conversation at the top of the list. */
  @Put("/pin")
  @Refuses({NOT_FOUND, LIMIT_REACHED})
  MyPlaceView pin(Caller caller, String id) {
    return MyPlaceView.of(settings.pin(caller.userId(), Texts.pathId(id)));
  }

  /** Puts it back among the others. */
  @Delete("/pin")
  @Refuses(NOT_FOUND)
  MyPlaceView unpin(Caller caller, String id) {
    return MyPlaceView.of(settings.unpin(caller.userId(), Texts.pathId(id)));
  }

  /** Keeps what was typed and not sent, for all devices of the caller. */
  @Put("/draft")
  @Refuses(NOT_FOUND)
  MyPlaceView draft(Caller caller, String id, @Body ConversationJson.Draft given) {
    return MyPlaceView.of(settings.draft(caller.userId(), Texts.pathId(id), given.text()));
  }

  /** Shows the conversation as unread, whatever was read, until it is read the next time. */
  @Put("/unread")
  @Refuses(NOT_FOUND)
  @Status(HttpStatus.NO_CONTENT)
  void markUnread(Caller caller, String id) {
    receipts.markUnread(Texts.pathId(id), caller.userId());
  }

  /** Takes that mark away; no read position moves. */
  @Delete("/unread")
  @Refuses(NOT_FOUND)
  @Status(HttpStatus.NO_CONTENT)
  void unmarkUnread(Caller caller, String id) {
    receipts.read(Texts.pathId(id), caller.userId(), 0);
  }
}
