package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.GROUP_FULL;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.NOT_REACHABLE;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.conversation.Dissolution;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.conversation.MySettings;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.AlsoAnswers;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.ConversationViews;
import dev.parley.server.view.Texts;
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
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The caller's conversations. */
@Controller("/api/conversations")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ConversationsController {
  private final ConversationViews views;
  private final Directs directs;
  private final Groups groups;
  private final MySettings settings;
  private final Dissolution dissolution;

  ConversationsController(
      ConversationViews views,
      Directs directs,
      Groups groups,
      MySettings settings,
      Dissolution dissolution) {
    this.views = views;
    this.directs = directs;
    this.groups = groups;
    this.settings = settings;
    this.dissolution = dissolution;
  }

  /**
   * Lists conversations: pinned ones first, then by their last message.
   *
   * @param scope {@code mine}, or {@code former} for those that were left; mine if absent
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  ConversationJson.Conversations list(
      Caller caller,
      @QueryValue @Nullable String scope,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    ConversationViews.Listed page = views.page(caller.userId(), scope(scope), cursor, limit);
    return new ConversationJson.Conversations(page.rows(), page.people(), page.next());
  }

  private static ConversationList.Scope scope(@Nullable String scope) {
    return switch (scope) {
      case null -> ConversationList.Scope.MINE;
      case "mine" -> ConversationList.Scope.MINE;
      case "former" -> ConversationList.Scope.FORMER;
      default ->
          throw Refusal.ofField(RefusalCode.INVALID_FIELD, "scope", "expected mine or former");
    };
  }

  /**
   * Begins a conversation. Two people have one direct conversation for ever: asking again gives the
   * same, with status 200.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @AlsoAnswers("200")
  @Refuses({NOT_FOUND, NOT_ALLOWED, BLOCKED, NOT_REACHABLE, GROUP_FULL, LIMIT_REACHED})
  HttpResponse<ConversationView> create(Caller caller, @Body ConversationJson.Beginning given) {
    Directs.Opened opened =
        switch (given.kind()) {
          case "direct" ->
              directs.open(caller.userId(), Texts.requiredId("user_id", given.userId()));
          case "group" -> new Directs.Opened(groups.create(caller.userId(), given.plan()), true);
          case null, default ->
              throw Refusal.ofField(RefusalCode.INVALID_FIELD, "kind", "expected direct or group");
        };
    long id = opened.conversation().id();
    ConversationView view = views.find(caller.userId(), id);
    return opened.isNew()
        ? HttpResponse.created(view, URI.create("/api/conversations/" + Texts.id(id)))
        : HttpResponse.ok(view);
  }

  /** Shows one conversation, also one that was left. */
  @Get("/{id}")
  @Refuses(NOT_FOUND)
  ConversationView show(Caller caller, String id) {
    return views.find(caller.userId(), Texts.pathId(id));
  }

  /** Changes title, avatar or retention of a group; admins may. */
  @Patch("/{id}")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ConversationView change(Caller caller, String id, @Body ConversationJson.Change change) {
    long conversation = Texts.pathId(id);
    groups.change(caller.userId(), conversation, change.parse());
    return views.find(caller.userId(), conversation);
  }

  /**
   * Deletes a conversation for the caller alone: nothing up to now is visible any more, and it
   * leaves the list until a message comes.
   */
  @Delete("/{id}")
  @Refuses(NOT_FOUND)
  @Status(HttpStatus.NO_CONTENT)
  void hide(Caller caller, String id) {
    settings.hide(caller.userId(), Texts.pathId(id));
  }

  /** Ends a group for everybody, with all its messages; its owner may. */
  @Post("/{id}/dissolve")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void dissolve(Caller caller, String id) {
    dissolution.dissolve(caller.userId(), Texts.pathId(id));
  }
}
