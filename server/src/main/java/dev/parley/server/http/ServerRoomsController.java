package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.ConversationRecords;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNames;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Conversations as they are, whoever is in them, for back ends. */
@Controller("/api/server/conversations")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerRoomsController {
  private final ConversationRecords records;
  private final ExternalNames names;
  private final Addressing addressing;

  ServerRoomsController(ConversationRecords records, ExternalNames names, Addressing addressing) {
    this.records = records;
    this.names = names;
    this.addressing = addressing;
  }

  /** Shows a conversation: what it is called and who owns it, in whose name it can be changed. */
  @Get("/{id}")
  @Needs(Scope.ROOMS_READ)
  @Refuses(NOT_FOUND)
  ServerJson.Room show(String id) {
    Conversation room = records.find(addressing.conversation(id));
    return ServerJson.Room.of(
        room, names.of(ExternalName.Kind.CONVERSATION, List.of(room.id())).get(room.id()));
  }
}
