package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.READ_ONLY_CONVERSATION;
import static dev.parley.messenger.RefusalCode.SILENCED;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.Reactions;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.Texts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Emoji below a message. Adding one twice, or removing what is not there, changes nothing. */
@Controller("/api/conversations/{id}/messages/{seq}/reactions")
@ExecuteOn(TaskExecutors.VIRTUAL)
class ReactionsController {
  private static final Pattern POSITION = Pattern.compile("(\\d{1,18}) (\\S{1,64})");

  private final Reactions reactions;

  ReactionsController(Reactions reactions) {
    this.reactions = reactions;
  }

  /**
   * Lists who reacted.
   *
   * @param cursor {@code next} of the page before
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses({NOT_FOUND, INVALID_CURSOR})
  MessageJson.ReactionList list(
      Caller caller,
      String id,
      String seq,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    Reactions.Page page =
        reactions.who(
            Texts.pathId(id),
            Texts.pathId(seq),
            caller.userId(),
            position(cursor),
            Page.limit(limit));
    return new MessageJson.ReactionList(
        page.reactions().stream()
            .map(one ->
                new MessageJson.Reaction(Texts.id(one.userId()), one.emoji(), Texts.time(one.at())))
            .toList(),
        page.hasMore() ? cursor(page.reactions().getLast()) : null);
  }

  /** Adds the caller's reaction. */
  @Put("/{emoji}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, BLOCKED, SILENCED, READ_ONLY_CONVERSATION, LIMIT_REACHED})
  MessageView add(Caller caller, String id, String seq, String emoji) {
    return MessageView.of(
        reactions.add(Texts.pathId(id), Texts.pathId(seq), caller.userId(), emoji));
  }

  /** Takes it away. */
  @Delete("/{emoji}")
  @Refuses({NOT_FOUND, NOT_ALLOWED})
  MessageView remove(Caller caller, String id, String seq, String emoji) {
    return MessageView.of(
        reactions.remove(Texts.pathId(id), Texts.pathId(seq), caller.userId(), emoji));
  }

  private static String cursor(Reactions.Reaction last) {
    String position = last.userId() + " " + last.emoji();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
  }

  private static Reactions.@Nullable Reaction position(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      Matcher read = POSITION.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      if (read.matches()) {
        return new Reactions.Reaction(Long.parseLong(read.group(1)), read.group(2), 0);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw Refusal.ofField(
        RefusalCode.INVALID_CURSOR, "cursor", "expected the cursor of an earlier page");
  }
}
