package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.GROUP_FULL;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.conversation.Invite;
import dev.parley.messenger.conversation.Invites;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Peers;
import dev.parley.server.security.Public;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.ConversationViews;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;

/** Links into groups, for whoever got one. */
@Controller("/api/invites/{secret}")
@ExecuteOn(TaskExecutors.VIRTUAL)
class InviteLinksController {
  private final Invites invites;
  private final ConversationViews views;
  private final Peers peers;
  private final Budget looks;

  InviteLinksController(Invites invites, ConversationViews views, Peers peers, Clock clock) {
    this.invites = invites;
    this.views = views;
    this.peers = peers;
    this.looks = new Budget(Bound.INVITE_LOOKS_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
  }

  /** Shows what a link leads to; no account is needed. */
  @Public
  @Get
  @Refuses({NOT_FOUND, RATE_LIMITED})
  ConversationJson.InvitePreview preview(HttpRequest<?> request, String secret) {
    looks.spend(peers.network(request));
    Invite.Preview preview = invites.preview(secret);
    return new ConversationJson.InvitePreview(
        preview.title(), Texts.idOrNull(preview.avatarFile()), preview.memberCount());
  }

  /** Joins the group. Who is in already stays in, and the link keeps its use. */
  @Post("/join")
  @Refuses({NOT_FOUND, GROUP_FULL, LIMIT_REACHED})
  ConversationView join(Caller caller, String secret) {
    return views.find(caller.userId(), invites.join(caller.userId(), secret).id());
  }
}
