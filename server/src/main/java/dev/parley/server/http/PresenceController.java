package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.session.Caller;
import dev.parley.server.realtime.Watches;
import dev.parley.server.view.PresenceView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashSet;

/** Who is online. */
@Controller("/api/presence")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PresenceController {
  private final Watches watches;

  PresenceController(Watches watches) {
    this.watches = watches;
  }

  /**
   * Shows who of these is online, and follows them in place of those before: changes come to the
   * caller's own channel as {@code presence:update}.
   */
  @Post
  PresenceView watch(Caller caller, @Body RealtimeJson.Watched given) {
    if (given.ids() == null) {
      throw Refusal.ofField(RefusalCode.INVALID_FIELD, "ids", "expected a list of user ids");
    }
    var ids = new LinkedHashSet<Long>();
    given.ids().forEach(id -> ids.add(Texts.requiredId("ids", id)));
    return watches.watch(caller, ids);
  }
}
