package dev.parley.server.http;

import dev.parley.messenger.privacy.Privacy;
import dev.parley.messenger.session.Caller;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What the caller shows of oneself. All devices of the caller hear of a change. */
@Controller("/api/me/privacy")
@ExecuteOn(TaskExecutors.VIRTUAL)
class PrivacyController {
  private final Privacy privacy;

  PrivacyController(Privacy privacy) {
    this.privacy = privacy;
  }

  @Get
  PrivacyJson.Settings show(Caller caller) {
    return PrivacyJson.Settings.of(privacy.settings(caller.userId()));
  }

  /** Turns the switches that are given. What was shown before and is not any more ends at once. */
  @Patch
  PrivacyJson.Settings change(Caller caller, @Body PrivacyJson.Change change) {
    return PrivacyJson.Settings.of(privacy.change(caller.userId(), change.parse()));
  }
}
