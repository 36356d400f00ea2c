package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.USERNAME_TAKEN;

import dev.parley.messenger.Cursor;
import dev.parley.messenger.Page;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Provided;
import dev.parley.messenger.apikey.Scope;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNames;
import dev.parley.messenger.session.Suspensions;
import dev.parley.server.docs.AlsoAnswers;
import dev.parley.server.docs.Refuses;
import dev.parley.server.security.Needs;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpRequest;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users, for back ends. One is named by our id, or as {@code ext:} and the back end's own. */
@Controller("/api/server/users")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ServerUsersController {
  private final Accounts accounts;
  private final Suspensions suspensions;
  private final ExternalNames names;
  private final Addressing addressing;
  private final AuditLog audit;

  ServerUsersController(
      Accounts accounts,
      Suspensions suspensions,
      ExternalNames names,
      Addressing addressing,
      AuditLog audit) {
    this.accounts = accounts;
    this.suspensions = suspensions;
    this.names = names;
    this.addressing = addressing;
    this.audit = audit;
  }

  /**
   * Lists all users, oldest first.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Needs(Scope.USERS_READ)
  @Refuses(INVALID_CURSOR)
  ServerJson.Users list(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
    int size = Page.limit(limit);
    Page<Account> page =
        Page.of(
            accounts.page(Cursor.parse(cursor, 0)[0], size + 1),
            size,
            last -> Cursor.of(last.userId()));
    Map<Long, String> called =
        names.of(ExternalName.Kind.USER, page.items().stream().map(Account::userId).toList());
    return new ServerJson.Users(
        page.items().stream()
            .map(account -> ServerJson.User.of(account, called.get(account.userId())))
            .toList(),
        page.next());
  }

  /**
   * Brings somebody in, without a password. One who is known by the external id is answered as that
   * one is, with status 200.
   */
  @Post
  @Status(HttpStatus.CREATED)
  @AlsoAnswers("200")
  @Needs(Scope.USERS_WRITE)
  @Refuses(USERNAME_TAKEN)
  HttpResponse<ServerJson.User> create(HttpRequest<?> request, @Body ServerJson.NewUser given) {
    Provided provided = accounts.provide(given.parse());
    String id = Texts.id(provided.account().userId());
    var view = ServerJson.User.of(provided.account(), given.externalId());
    if (!provided.made()) {
      return HttpResponse.ok(view);
    }
    audit.noteUser(request, "created", id);
    return HttpResponse.created(view, URI.create("/api/server/users/" + id));
  }

  /** Shows a user. */
  @Get("/{user}")
  @Needs(Scope.USERS_READ)
  @Refuses(NOT_FOUND)
  ServerJson.User show(String user) {
    return view(accounts.find(addressing.user(user)));
  }

  /** Changes what the user may change. */
  @Patch("/{user}")
  @Needs(Scope.USERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED, USERNAME_TAKEN})
  ServerJson.User change(String user, @Body AccountJson.Change change) {
    return view(accounts.change(addressing.person(user), change.parse()));
  }

  /** Turns somebody away: sessions and sockets end, and nobody acts for this user. */
  @Post("/{user}/disable")
  @Needs(Scope.USERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ServerJson.User disable(HttpRequest<?> request, String user) {
    Account account = suspensions.suspend(addressing.user(user));
    audit.noteUser(request, "disabled", Texts.id(account.userId()));
    return view(account);
  }

  /** Lets somebody in again. */
  @Post("/{user}/enable")
  @Needs(Scope.USERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  ServerJson.User enable(HttpRequest<?> request, String user) {
    Account account = suspensions.restore(addressing.user(user));
    audit.noteUser(request, "enabled", Texts.id(account.userId()));
    return view(account);
  }

  /** Deletes a user for good, with direct conversations and everything that was said. */
  @Delete("/{user}")
  @Needs(Scope.USERS_WRITE)
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  @Status(HttpStatus.NO_CONTENT)
  void delete(HttpRequest<?> request, String user) {
    long id = addressing.user(user);
    accounts.remove(id);
    audit.noteUser(request, "deleted", Texts.id(id));
  }

  private ServerJson.User view(Account account) {
    return ServerJson.User.of(
        account, names.of(ExternalName.Kind.USER, List.of(account.userId())).get(account.userId()));
  }
}
