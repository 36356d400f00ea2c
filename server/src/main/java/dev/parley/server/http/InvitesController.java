package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.conversation.Invite;
import dev.parley.messenger.conversation.Invites;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.InviteView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;

/** Links into a group, for its admins. */
@Controller("/api/conversations/{id}/invites")
@ExecuteOn(TaskExecutors.VIRTUAL)
class InvitesController {
  private final Invites invites;

  InvitesController(Invites invites) {
    this.invites = invites;
  }

  /** Lists the links that work. */
  @Get
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ConversationJson.Invites list(Caller caller, String id) {
    return new ConversationJson.Invites(
        invites.list(caller.userId(), Texts.pathId(id)).stream().map(InviteView::of).toList());
  }

  /** Makes a link. Its secret is told here and never again. */
  @Post
  @Status(HttpStatus.CREATED)
  @Refuses({NOT_FOUND, NOT_ALLOWED, LIMIT_REACHED})
  HttpResponse<InviteView> create(
      Caller caller, String id, @Body ConversationJson.NewInvite given) {
    Invite.Fresh made =
        invites.create(
            caller.userId(),
            Texts.pathId(id),
            Texts.bodyTime("expires_at", given.expiresAt()),
            given.maxUses());
    return HttpResponse.created(InviteView.of(made), URI.create("/api/invites/" + made.secret()));
  }

  /** Ends a link. */
  @Delete("/{inviteId}")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void revoke(Caller caller, String id, String inviteId) {
    invites.revoke(caller.userId(), Texts.pathId(id), Texts.pathId(inviteId));
  }
}
