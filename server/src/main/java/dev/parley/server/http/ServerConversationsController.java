package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.ALREADY_EXISTS;
import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.GROUP_FULL;
import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.privacy.Approach;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.AlsoAnswers;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A user's conversations, for back ends: what the user could do, by the same rules, through the
 * same controllers.
 */
@Controller("/api/server/users/{user}/conversations")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerConversationsController {
  private final ConversationsController conversations;
  private final Directs directs;
  private final Groups groups;
  private final Addressing addressing;

  ServerConversationsController(
      ConversationsController conversations,
      Directs directs,
      Groups groups,
      Addressing addressing) {
    this.conversations = conversations;
    this.directs = directs;
    this.groups = groups;
    this.addressing = addressing;
  }

  /**
   * Lists the user's conversations with their unread counts.
   *
   * @param scope {@code mine}, or {@code former} for those that were left; mine if absent
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Needs(Scope.ROOMS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED, INVALID_CURSOR})
  ConversationJson.Conversations list(
      String user,
      @QueryValue @Nullable String scope,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    return conversations.list(addressing.actor(user), scope, cursor, limit);
  }

  /**
   * Begins a conversation in which the user is the owner or one of two. Asking again, for the same
   * two or by the same external id, gives the one that is there, as it is, with status 200.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @AlsoAnswers("200")
  @Needs(Scope.ROOMS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED, BLOCKED, GROUP_FULL, LIMIT_REACHED, ALREADY_EXISTS})
  HttpResponse<ConversationView> create(String user, @Body ServerJson.NewConversation given) {
    Caller caller = addressing.actor(user);
    Directs.Opened opened =
        switch (given.kind()) {
          case "direct" -> direct(caller.userId(), given);
          case "group" -> {
            Groups.Provided provided = groups.provide(caller.userId(), plan(given));
            yield new Directs.Opened(provided.group(), provided.isNew());
          }
          case null, default ->
              throw Refusal.ofField(RefusalCode.INVALID_FIELD, "kind", "expected direct or group");
        };
    String id = Texts.id(opened.conversation().id());
    ConversationView view = conversations.show(caller, id);
    return opened.isNew()
        ? HttpResponse.created(view, URI.create("/api/server/conversations/" + id))
        : HttpResponse.ok(view);
  }

  private Directs.Opened direct(long userId, ServerJson.NewConversation given) {
    if (given.externalId() != null) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "external_id", "expected none: two users have one direct");
    }
    long peer = Long.parseLong(addressing.userId("user_id", given.userId()));
    return directs.open(userId, peer, Approach.BACK_END);
  }

  private Groups.Plan plan(ServerJson.NewConversation given) {
    return new Groups.Plan(
        given.title() == null ? "" : given.title(),
        null,
        addressing.userIds("member_ids", given.memberIds()).stream().map(Long::valueOf).toList(),
        given.name(),
        Approach.BACK_END);
  }

  /** Shows one conversation as the user sees it. */
  @Get("/{id}")
  @Needs(Scope.ROOMS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ConversationView show(String user, String id) {
    return conversations.show(addressing.actor(user), addressing.conversationId(id));
  }

  /** Changes title or avatar of a group; if the user is an admin. */
  @Patch("/{id}")
  @Needs(Scope.ROOMS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ConversationView change(String user, String id, @Body ConversationJson.Change change) {
    return conversations.change(addressing.actor(user), addressing.conversationId(id), change);
  }

  /** Ends a group for everybody, with all its messages; if the user is its owner. */
  @Post("/{id}/dissolve")
  @Needs(Scope.ROOMS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void dissolve(String user, String id) {
    conversations.dissolve(addressing.actor(user), addressing.conversationId(id));
  }
}
