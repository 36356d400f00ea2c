package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.GROUP_FULL;
import static dev.parley.messenger.RefusalCode.LAST_OWNER;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.NOT_REACHABLE;

import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.conversation.Memberships;
import dev.parley.messenger.conversation.Role;
import dev.parley.messenger.conversation.Roles;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MemberView;
import dev.parley.server.view.PersonView;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation. */
@Controller("/api/conversations/{id}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MembersController {
  private final Memberships memberships;
  private final Roles roles;
  private final Profiles profiles;

  MembersController(Memberships memberships, Roles roles, Profiles profiles) {
    this.memberships = memberships;
    this.roles = roles;
    this.profiles = profiles;
  }

  /**
   * Lists those who are in; for those who are in.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get("/members")
  @Refuses(NOT_FOUND)
  ConversationJson.Members list(
      Caller caller,
      String id,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    Page<Memberships.Seat> page =
        memberships.page(caller.userId(), Texts.pathId(id), cursor, limit);
    Map<Long, Profile> people =
        profiles.byIds(page.items().stream().map(Memberships.Seat::userId).toList());
    return new ConversationJson.Members(
        page.items().stream()
            .map(seat -> MemberView.of(seat, PersonView.in(people, seat.userId())))
            .toList(),
        page.next());
  }

  /** Lets people into a group; admins may. All of them or nobody. */
  @Post("/members")
  @Refuses({NOT_FOUND, NOT_ALLOWED, NOT_REACHABLE, GROUP_FULL, LIMIT_REACHED})
  ConversationJson.Added add(Caller caller, String id, @Body ConversationJson.Newcomers given) {
    return new ConversationJson.Added(
        memberships
            .add(caller.userId(), Texts.pathId(id), given.parse(), Sending.approach(caller))
            .stream()
            .map(Texts::id)
            .toList());
  }

  /** Removes somebody from a group; admins may, if that one has a lesser role. */
  @Delete("/members/{userId}")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void remove(Caller caller, String id, String userId) {
    memberships.remove(caller.userId(), Texts.pathId(id), Texts.pathId(userId));
  }

  /** Makes somebody an admin or a plain member; the owner may. */
  @Put("/members/{userId}/role")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void setRole(Caller caller, String id, String userId, @Body ConversationJson.RoleChange given) {
    Role role =
        switch (given.role()) {
          case "admin" -> Role.ADMIN;
          case "member" -> Role.MEMBER;
          case null, default ->
              throw Refusal.ofField(RefusalCode.INVALID_FIELD, "role", "expected admin or member");
        };
    roles.setRole(caller.userId(), Texts.pathId(id), Texts.pathId(userId), role);
  }

  /** Takes somebody's voice until a time; admins may, if that one has a lesser role. */
  @Put("/members/{userId}/silence")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void silence(Caller caller, String id, String userId, @Body ConversationJson.Until given) {
    roles.silence(caller.userId(), Texts.pathId(id), Texts.pathId(userId), given.parse());
  }

  /** Gives it back. */
  @Delete("/members/{userId}/silence")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void unsilence(Caller caller, String id, String userId) {
    roles.silence(caller.userId(), Texts.pathId(id), Texts.pathId(userId), null);
  }

  /** Leaves a group. Its owner has to hand it over before; the last one who leaves dissolves it. */
  @Post("/leave")
  @Refuses({NOT_FOUND, NOT_ALLOWED, LAST_OWNER})
  @Status(HttpStatus.NO_CONTENT)
  void leave(Caller caller, String id) {
    memberships.leave(caller.userId(), Texts.pathId(id));
  }

  /** Hands a group over to another member; its owner may, and is an admin afterwards. */
  @Post("/transfer")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void transfer(Caller caller, String id, @Body ConversationJson.Person given) {
    roles.handOver(caller.userId(), Texts.pathId(id), given.parse());
  }
}
