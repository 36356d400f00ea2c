package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.GROUP_FULL;
import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LAST_OWNER;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.apikey.Scope;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation, for back ends: what the user in the path could do. */
@Controller("/api/server/users/{user}/conversations/{id}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerMembersController {
  private final MembersController members;
  private final Addressing addressing;

  ServerMembersController(MembersController members, Addressing addressing) {
    this.members = members;
    this.addressing = addressing;
  }

  /**
   * Lists those who are in; if the user is.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get("/members")
  @Needs(Scope.ROOMS_READ)
  @Refuses({NOT_FOUND, NOT_ALLOWED, INVALID_CURSOR})
  ConversationJson.Members list(
      String user,
      String id,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    return members.list(addressing.actor(user), addressing.conversationId(id), cursor, limit);
  }

  /** Lets people into a group; if the user is an admin. All of them or nobody. */
  @Post("/members")
  @Needs(Scope.MEMBERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED, GROUP_FULL, LIMIT_REACHED})
  ConversationJson.Added add(String user, String id, @Body ConversationJson.Newcomers given) {
    var resolved = new ConversationJson.Newcomers(addressing.userIds("user_ids", given.userIds()));
    return members.add(addressing.actor(user), addressing.conversationId(id), resolved);
  }

  /** Removes somebody from a group; if the user is an admin and that one has a lesser role. */
  @Delete("/members/{userId}")
  @Needs(Scope.MEMBERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void remove(String user, String id, String userId) {
    members.remove(addressing.actor(user), addressing.conversationId(id), member(userId));
  }

  /** Makes somebody an admin or a plain member; if the user is the owner. */
  @Put("/members/{userId}/role")
  @Needs(Scope.MEMBERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void setRole(String user, String id, String userId, @Body ConversationJson.RoleChange given) {
    members.setRole(addressing.actor(user), addressing.conversationId(id), member(userId), given);
  }

  /** Takes the user out of a group. An owner has to hand it over before. */
  @Post("/leave")
  @Needs(Scope.MEMBERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED, LAST_OWNER})
  @Status(HttpStatus.NO_CONTENT)
  void leave(String user, String id) {
    members.leave(addressing.actor(user), addressing.conversationId(id));
  }

  private String member(String userId) {
    return Texts.id(addressing.user(userId));
  }
}
