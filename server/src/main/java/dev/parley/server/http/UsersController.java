package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Other people. */
@Controller("/api/users")
@ExecuteOn(TaskExecutors.VIRTUAL)
class UsersController {
  private final Profiles profiles;
  private final Budget searches;

  UsersController(Profiles profiles, Clock clock) {
    this.profiles = profiles;
    this.searches =
        new Budget(Bound.USER_SEARCHES_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
  }

  /**
   * Finds people by their whole handle, and by a part of handle or name those whom the caller
   * knows: contacts, and members of the same groups.
   *
   * @param q 1 to 64 characters
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses(RATE_LIMITED)
  AccountJson.Users search(
      Caller caller, @QueryValue @Nullable String q, @QueryValue @Nullable Integer limit) {
    searches.spend(Texts.id(caller.userId()));
    return new AccountJson.Users(
        profiles.search(caller.userId(), q, limit).stream().map(PersonView::of).toList());
  }

  /**
   * Shows whose profile was changed since an earlier answer, of those the caller knows: contacts,
   * and who is or was in a conversation with the caller. Connected clients are pushed {@code
   * profile:update}; this is for the time in which one was not.
   *
   * @param cursor {@code next} of the earlier answer; absent to begin, with nobody
   */
  @Get("/changes")
  @Refuses(INVALID_CURSOR)
  AccountJson.ProfileChanges changes(Caller caller, @QueryValue @Nullable String cursor) {
    return AccountJson.ProfileChanges.of(profiles.changes(caller.userId(), cursor));
  }

  @Get("/{id}")
  @Refuses(NOT_FOUND)
  PersonView show(Caller caller, String id) {
    return PersonView.of(profiles.byId(Texts.pathId(id)));
  }
}
