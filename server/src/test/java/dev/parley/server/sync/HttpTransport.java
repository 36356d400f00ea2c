package dev.parley.server.sync;

import dev.parley.server.sync.client.Transport;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SentView;
import dev.parley.server.view.SnapshotView;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests as any client makes them. */
final class HttpTransport implements Transport {
  private static final int ENTRIES = 7;

  private final HttpCaller caller;

  HttpTransport(HttpCaller caller) {
    this.caller = caller;
  }

  @Override
  public PullView sync(String cursor, long at) {
    String path = "/api/sync?cursor=%s&at=%d&limit=%d".formatted(cursor, at, ENTRIES);
    return caller.call("GET", path).as(PullView.class);
  }

  @Override
  public SnapshotView snapshot(int limit, int messages) {
    String path = "/api/sync/snapshot?limit=%d&messages=%d".formatted(limit, messages);
    return caller.call("GET", path).as(SnapshotView.class);
  }

  @Override
  public ListPage conversations(@Nullable String cursor, int limit) {
    String from = cursor == null ? "" : "&cursor=" + HttpCaller.encoded(cursor);
    Tree page = caller.call("GET", "/api/conversations?limit=" + limit + from);
    return new ListPage(
        page.items("conversations", ConversationView.class), page.textOrNull("next"));
  }

  @Override
  public ConversationView conversation(String id) {
    return caller.call("GET", "/api/conversations/" + id).as(ConversationView.class);
  }

  @Override
  public LogPage before(String conversationId, long seq, int limit) {
    return log(conversationId, seq == Long.MAX_VALUE ? "" : "&before=" + seq, limit);
  }

  @Override
  public LogPage changes(String conversationId, long rev, int limit) {
    return log(conversationId, "&rev=" + rev, limit);
  }

  private LogPage log(String conversationId, String which, int limit) {
    Tree page =
        caller.call(
            "GET", "/api/conversations/" + conversationId + "/messages?limit=" + limit + which);
    return new LogPage(
        page.items("messages", MessageView.class),
        page.has("has_before") ? (Boolean) page.flag("has_before") : null,
        page.flag("has_after"),
        page.number("rev"));
  }

  @Override
  public Deleted deleted(String conversationId, long after) {
    Tree answer =
        caller.call("GET", "/api/conversations/" + conversationId + "/deleted?after=" + after);
    return new Deleted(answer.numbers("seqs"), answer.number("deletions"));
  }

  @Override
  public People people() {
    return new People(people("contacts"), people("blocks"));
  }

  private Set<String> people(String which) {
    return caller.call("GET", "/api/" + which + "?limit=200").items(which).stream()
        .map(one -> one.at("user").text("id"))
        .collect(Collectors.toSet());
  }

  @Override
  public SentView send(
      String conversationId, String clientMsgId, String text, @Nullable Long replySeq) {
    Tree sent =
        caller.call(
            "POST",
            "/api/conversations/" + conversationId + "/messages",
            "client_msg_id",
            clientMsgId,
            "text",
            text,
            "reply_seq",
            replySeq);
    return sent.as(SentView.class);
  }
}
