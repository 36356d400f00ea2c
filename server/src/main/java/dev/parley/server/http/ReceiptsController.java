package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.receipt.Receipts;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.PositionView;
import dev.parley.server.view.SeenView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** How far everybody has read and received. For those who are in the conversation. */
@Controller("/api/conversations/{id}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ReceiptsController {
  private final Receipts receipts;

  ReceiptsController(Receipts receipts) {
    this.receipts = receipts;
  }

  /** Tells that everything up to a message was read. Positions only move up. */
  @Post("/read")
  @Refuses(NOT_FOUND)
  PositionView read(Caller caller, String id, @Body MessageJson.UpTo given) {
    return PositionView.of(receipts.read(Texts.pathId(id), caller.userId(), given.parse()));
  }

  /** Tells that everything up to a message has reached a device. */
  @Post("/delivered")
  @Refuses(NOT_FOUND)
  PositionView delivered(Caller caller, String id, @Body MessageJson.UpTo given) {
    return PositionView.of(receipts.delivered(Texts.pathId(id), caller.userId(), given.parse()));
  }

  /** Shows how far everybody is; empty in groups above 100 members. */
  @Get("/receipts")
  @Refuses(NOT_FOUND)
  MessageJson.Positions positions(Caller caller, String id) {
    return new MessageJson.Positions(
        receipts.positions(Texts.pathId(id), caller.userId()).stream()
            .map(PositionView::of)
            .toList());
  }

  /** Shows who has seen a message and who has not yet. */
  @Get("/messages/{seq}/seen")
  @Refuses(NOT_FOUND)
  SeenView seen(Caller caller, String id, String seq) {
    return SeenView.of(receipts.seen(Texts.pathId(id), caller.userId(), Texts.pathId(seq)));
  }
}
