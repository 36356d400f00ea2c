package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.receipt.Receipts;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.PositionView;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** How far a user has read in a conversation, for back ends. */
@Controller("/api/server/users/{user}/conversations/{id}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerCursorsController {
  private final ReceiptsController controller;
  private final Receipts receipts;
  private final Addressing addressing;

  ServerCursorsController(ReceiptsController controller, Receipts receipts, Addressing addressing) {
    this.controller = controller;
    this.receipts = receipts;
    this.addressing = addressing;
  }

  /** Shows the user's read position. */
  @Get("/cursor")
  @Needs(Scope.CURSORS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  PositionView show(String user, String id) {
    long reader = addressing.actor(user).userId();
    return PositionView.of(receipts.position(addressing.conversation(id), reader));
  }

  /** Sets the user's read position. It only moves up, and no further than the log. */
  @Put("/cursor")
  @Needs(Scope.CURSORS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  PositionView set(String user, String id, @Body MessageJson.UpTo given) {
    return controller.read(addressing.actor(user), addressing.conversationId(id), given);
  }

  /** Shows how far every member is; empty in groups above 100 members. */
  @Get("/receipts")
  @Needs(Scope.CURSORS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  MessageJson.Positions positions(String user, String id) {
    return controller.positions(addressing.actor(user), addressing.conversationId(id));
  }

  /** Counts what the user has not seen. */
  @Get("/unread")
  @Needs(Scope.CURSORS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ServerJson.UnreadCount unread(String user, String id) {
    long reader = addressing.actor(user).userId();
    return ServerJson.UnreadCount.of(receipts.unread(addressing.conversation(id), reader));
  }
}
