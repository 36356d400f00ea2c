package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.INVALID_CURSOR;
import static dev.parley.messenger.RefusalCode.LIMIT_REACHED;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.READ_ONLY_CONVERSATION;
import static dev.parley.messenger.RefusalCode.SILENCED;
import static dev.parley.messenger.RefusalCode.TOO_LATE;

import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.MessageEdits;
import dev.parley.messenger.message.MessagePages;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.session.Caller;
import dev.parley.server.docs.Refuses;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.MessageViews;
import dev.parley.server.view.SentView;
import dev.parley.server.view.Texts;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was said in a conversation. */
@Controller("/api/conversations/{id}/messages")
@ExecuteOn(TaskExecutors.VIRTUAL)
class MessagesController {
  private final MessagePages pages;
  private final MessageEdits edits;
  private final Sending sending;
  private final MessageViews views;

  MessagesController(MessagePages pages, MessageEdits edits, Sending sending, MessageViews views) {
    this.pages = pages;
    this.edits = edits;
    this.sending = sending;
    this.views = views;
  }

  /**
   * Reads the log: its end, or what is before, after or around a message, or what was changed since
   * a rev. At most one of the four may be given.
   *
   * @param before a seq: the last messages below it
   * @param after a seq: the first messages above it
   * @param around a seq: that message with its neighbours
   * @param rev of an earlier answer: what was sent or changed since then
   * @param limit 1 to 200; 50 if absent
   */
  @Get
  @Refuses({NOT_FOUND, INVALID_CURSOR})
  MessageJson.Log list(
      Caller caller,
      String id,
      @QueryValue @Nullable Long before,
      @QueryValue @Nullable Long after,
      @QueryValue @Nullable Long around,
      @QueryValue @Nullable Long rev,
      @QueryValue @Nullable Integer limit) {
    if (Stream.of(before, after, around, rev).filter(Objects::nonNull).count() > 1) {
      throw Refusal.of(
          RefusalCode.INVALID_FIELD, "expected at most one of before, after, around and rev");
    }
    int size = Page.limit(limit);
    long conversation = Texts.pathId(id);
    long reader = caller.userId();
    if (rev != null) {
      return changes(pages.changes(conversation, reader, rev, size));
    }
    if (after != null) {
      return page(pages.after(conversation, reader, after, size));
    }
    if (around != null) {
      return page(pages.around(conversation, reader, around, size));
    }
    long end = before == null ? Long.MAX_VALUE : before;
    return page(pages.before(conversation, reader, end, size));
  }

  private MessageJson.Log page(MessagePages.Page page) {
    MessageViews.Named named = views.of(page.messages());
    return new MessageJson.Log(
        named.messages(), named.people(), page.hasBefore(), page.hasAfter(), page.lastRev());
  }

  private MessageJson.Log changes(MessagePages.Changes changes) {
    MessageViews.Named named = views.of(changes.messages());
    return new MessageJson.Log(
        named.messages(), named.people(), null, changes.hasMore(), changes.nextRev());
  }

  /** Sends a message. The answer is given once it is on the disk. */
  @Post
  @Status(HttpStatus.CREATED)
  @RefusesSending
  HttpResponse<SentView> send(Caller caller, String id, @Body MessageJson.NewMessage given) {
    var target = new Target.InConversation(Texts.pathId(id));
    return sending.send(given.parse(caller.userId(), target).by(Sending.approach(caller)));
  }

  /** Shows one message. */
  @Get("/{seq}")
  @Refuses(NOT_FOUND)
  MessageView show(Caller caller, String id, String seq) {
    return MessageView.of(pages.one(Texts.pathId(id), caller.userId(), Texts.pathId(seq)));
  }

  /** Changes the words of an own message, for a day; the earlier ones are kept. */
  @Patch("/{seq}")
  @Refuses({
    NOT_FOUND,
    NOT_ALLOWED,
    BLOCKED,
    SILENCED,
    READ_ONLY_CONVERSATION,
    TOO_LATE,
    LIMIT_REACHED
  })
  MessageView edit(Caller caller, String id, String seq, @Body MessageJson.Edit given) {
    String text = given.text() == null ? "" : given.text();
    return MessageView.of(edits.edit(Texts.pathId(id), Texts.pathId(seq), caller.userId(), text));
  }

  /**
   * Takes a message back for everybody: own ones for two minutes, admins of a group any message at
   * any time. Its place stays.
   */
  @Delete("/{seq}")
  @Refuses({NOT_FOUND, NOT_ALLOWED, TOO_LATE})
  MessageView recall(Caller caller, String id, String seq) {
    return MessageView.of(edits.recall(Texts.pathId(id), Texts.pathId(seq), caller.userId()));
  }

  /** Shows the words that a message had before. */
  @Get("/{seq}/edits")
  @Refuses(NOT_FOUND)
  MessageJson.Forms edits(Caller caller, String id, String seq) {
    return new MessageJson.Forms(
        pages.edits(Texts.pathId(id), caller.userId(), Texts.pathId(seq)).stream()
            .map(form -> new MessageJson.Form(form.text(), Texts.time(form.writtenAt())))
            .toList());
  }
}
