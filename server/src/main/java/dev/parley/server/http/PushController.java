package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.LocaleTag;
import dev.parley.messenger.push.Looking;
import dev.parley.messenger.push.Subscriptions;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.push.BrowserKeys;
import dev.parley.server.push.Pusher;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Browsers of the caller that take pushes. They end with the session that gave them. */
@Controller("/api/push")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PushController {
  private final Subscriptions subscriptions;
  private final Looking looking;
  private final Pusher pusher;

  PushController(Subscriptions subscriptions, Looking looking, Pusher pusher) {
    this.subscriptions = subscriptions;
    this.looking = looking;
    this.pusher = pusher;
  }

  /** Gives the key for which browsers subscribe, and the caller's browsers. */
  @Get
  NotificationJson.Push show(Caller caller) {
    return new NotificationJson.Push(
        pusher.publicKey(),
        subscriptions.list(caller.userId()).stream()
            .map(one -> NotificationJson.SubscriptionEntry.of(one, caller.sessionId()))
            .toList());
  }

  /** Pushes to a browser from now on; the same one again changes its language and owner. */
  @Post("/subscriptions")
  @Status(HttpStatus.CREATED)
  @Refuses(LIMIT_REACHED)
  NotificationJson.SubscriptionEntry subscribe(
      Caller caller, @Body NotificationJson.NewSubscription given) {
    String endpoint = pusher.endpoint(given.endpoint());
    var keys = BrowserKeys.parse(given.given().p256dh(), given.given().auth());
    String typed = given.locale();
    String locale = typed == null ? "en" : LocaleTag.of("locale", typed);
    var offer = new Subscriptions.Offer(endpoint, keys.p256dh(), keys.auth(), locale);
    return NotificationJson.SubscriptionEntry.of(
        subscriptions.add(caller, offer), caller.sessionId());
  }

  /** Pushes there no more. */
  @Delete("/subscriptions/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Refuses(NOT_FOUND)
  void unsubscribe(Caller caller, String id) {
    subscriptions.remove(caller.userId(), Texts.pathId(id));
  }

  /** Pushes something there to try it out. */
  @Post("/subscriptions/{id}/test")
  @Status(HttpStatus.ACCEPTED)
  @Refuses({NOT_FOUND, RATE_LIMITED})
  void tryOut(Caller caller, String id) {
    subscriptions.tryOut(caller.userId(), Texts.pathId(id));
  }

  /** Says whether somebody sits in front of the page: nothing is pushed to the caller meanwhile. */
  @Put("/attention")
  @Status(HttpStatus.NO_CONTENT)
  void attend(Caller caller, @Body NotificationJson.Attention given) {
    if (given.looking()) {
      looking.begins(caller);
    } else {
      looking.ends(caller);
    }
  }
}
