package dev.parley.server.http;

import dev.parley.messenger.notify.Notifications;
import dev.parley.messenger.notify.NotifySettings;
import dev.parley.messenger.session.Caller;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What the caller wants to be told of. All devices of the caller hear of a change. */
@Controller("/api/me")
@ExecuteOn(TaskExecutors.VIRTUAL)
class NotificationsController {
  private final Notifications notifications;

  NotificationsController(Notifications notifications) {
    this.notifications = notifications;
  }

  @Get("/notifications")
  NotificationJson.Settings show(Caller caller) {
    return NotificationJson.Settings.of(notifications.settings(caller.userId()));
  }

  /** Says it anew, for all conversations without a level of their own. */
  @Put("/notifications")
  NotificationJson.Settings change(Caller caller, @Body NotificationJson.NewSettings given) {
    NotifySettings settings = given.parse();
    notifications.change(caller.userId(), settings);
    return NotificationJson.Settings.of(settings);
  }

  /**
   * Counts what is unread, for the app's icon: messages where the caller wants to be told of all,
   * mentions where only of those, and nothing where muted.
   */
  @Get("/badge")
  NotificationJson.Badge badge(Caller caller) {
    return new NotificationJson.Badge(notifications.badge(caller.userId()));
  }
}
