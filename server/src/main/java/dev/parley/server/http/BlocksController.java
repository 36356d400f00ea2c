package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;

import dev.parley.messenger.Page;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.contact.Block;
import dev.parley.messenger.contact.Blocks;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.PersonView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom the caller shuts out: no direct messages either way, and that one cannot add the caller to
 * groups. The other is not told.
 */
@Controller("/api/blocks")
@ExecuteOn(TaskExecutors.VIRTUAL)
class BlocksController {
  private final Blocks blocks;
  private final Profiles profiles;

  BlocksController(Blocks blocks, Profiles profiles) {
    this.blocks = blocks;
    this.profiles = profiles;
  }

  /**
   * Lists those shut out.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses(INVALID_CURSOR)
  ContactJson.Blocks list(
      Caller caller, @QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {
    Page<Block> page = blocks.page(caller.userId(), cursor, limit);
    Map<Long, Profile> people =
        profiles.byIds(page.items().stream().map(Block::blockedId).toList());
    return new ContactJson.Blocks(
        page.items().stream()
            .map(one ->
                new ContactJson.Blocked(
                    PersonView.in(people, one.blockedId()), Texts.time(one.createdAt())))
            .toList(),
        page.next());
  }

  /** Shuts somebody out; again changes nothing. */
  @Put("/{userId}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, LIMIT_REACHED})
  @Status(HttpStatus.NO_CONTENT)
  void block(Caller caller, String userId) {
    blocks.block(caller.userId(), Texts.pathId(userId));
  }

  /** Lets somebody in again; nothing happens if that one was not shut out. */
  @Delete("/{userId}")
  @Status(HttpStatus.NO_CONTENT)
  void unblock(Caller caller, String userId) {
    blocks.unblock(caller.userId(), Texts.pathId(userId));
  }
}
