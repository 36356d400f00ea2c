package dev.parley.server.sync;

import dev.parley.server.sync.client.Transport.Refused;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deeds over HTTP. */
final class HttpDeeds implements Deeds {
  private final Function<String, HttpCaller> callers;

  /**
   * Deeds of people.
   *
   * @param callers finds who calls, by the person's id
   */
  HttpDeeds(Function<String, HttpCaller> callers) {
    this.callers = callers;
  }

  private static String in(String conversation) {
    return "/api/conversations/" + conversation;
  }

  private static String at(String conversation, long seq) {
    return in(conversation) + "/messages/" + seq;
  }

  private void does(String who, String method, String path, @Nullable Object... body) {
    callers.apply(who).call(method, path, body);
  }

  @Override
  public String group(String owner, String title, List<String> others) {
    return callers
        .apply(owner)
        .call("POST", "/api/conversations", "kind", "group", "title", title, "member_ids", others)
        .text("id");
  }

  @Override
  public String direct(String one, String other) {
    return callers
        .apply(one)
        .call("POST", "/api/conversations", "kind", "direct", "user_id", other)
        .text("id");
  }

  @Override
  public long say(
      String who, String conversation, String name, String text, @Nullable Long replySeq) {
    return callers
        .apply(who)
        .call(
            "POST",
            in(conversation) + "/messages",
            "client_msg_id",
            name,
            "text",
            text,
            "reply_seq",
            replySeq)
        .number("seq");
  }

  @Override
  public void edit(String who, String conversation, long seq, String text) {
    does(who, "PATCH", at(conversation, seq), "text", text);
  }

  @Override
  public void recall(String who, String conversation, long seq) {
    does(who, "DELETE", at(conversation, seq));
  }

  private static String reaction(String conversation, long seq, String emoji) {
    return at(conversation, seq) + "/reactions/" + HttpCaller.encoded(emoji);
  }

  @Override
  public void react(String who, String conversation, long seq, String emoji) {
    does(who, "PUT", reaction(conversation, seq, emoji));
  }

  @Override
  public void unreact(String who, String conversation, long seq, String emoji) {
    does(who, "DELETE", reaction(conversation, seq, emoji));
  }

  @Override
  public void pinMessage(String who, String conversation, long seq) {
    does(who, "PUT", in(conversation) + "/pins/" + seq);
  }

  @Override
  public void unpinMessage(String who, String conversation, long seq) {
    does(who, "DELETE", in(conversation) + "/pins/" + seq);
  }

  @Override
  public void add(String actor, String conversation, String whom) {
    does(actor, "POST", in(conversation) + "/members", "user_ids", List.of(whom));
  }

  @Override
  public void remove(String actor, String conversation, String whom) {
    does(actor, "DELETE", in(conversation) + "/members/" + whom);
  }

  @Override
  public void leave(String who, String conversation) {
    does(who, "POST", in(conversation) + "/leave");
  }

  @Override
  public void handOver(String actor, String conversation, String whom) {
    does(actor, "POST", in(conversation) + "/transfer", "user_id", whom);
  }

  @Override
  public void silence(String actor, String conversation, String whom) {
    String until = Instant.now().plusSeconds(5).toString();
    does(actor, "PUT", in(conversation) + "/members/" + whom + "/silence", "until", until);
  }

  @Override
  public void rename(String actor, String conversation, String title) {
    does(actor, "PATCH", in(conversation), "title", title);
  }

  @Override
  public void keepAnHour(String actor, String conversation) {
    does(actor, "PATCH", in(conversation), "retention", "1h");
  }

  @Override
  public void dissolve(String actor, String conversation) {
    does(actor, "POST", in(conversation) + "/dissolve");
  }

  @Override
  public void read(String who, String conversation, long seq) {
    does(who, "POST", in(conversation) + "/read", "seq", seq);
  }

  @Override
  public void markUnread(String who, String conversation) {
    does(who, "PUT", in(conversation) + "/unread");
  }

  @Override
  public void mute(String who, String conversation, boolean muted) {
    if (muted) {
      String until = Instant.now().plusSeconds(3_600).toString();
      does(who, "PUT", in(conversation) + "/mute", "until", until);
    } else {
      does(who, "DELETE", in(conversation) + "/mute");
    }
  }

  @Override
  public void pin(String who, String conversation, boolean pinned) {
    does(who, pinned ? "PUT" : "DELETE", in(conversation) + "/pin");
  }

  @Override
  public void draft(String who, String conversation, String text) {
    does(who, "PUT", in(conversation) + "/draft", "text", text);
  }

  @Override
  public void delete(String who, String conversation, long seq) {
    does(who, "POST", in(conversation) + "/deleted", "seqs", List.of(seq));
  }

  @Override
  public void hide(String who, String conversation) {
    does(who, "DELETE", in(conversation));
  }

  @Override
  public void block(String who, String whom, boolean blocked) {
    does(who, blocked ? "PUT" : "DELETE", "/api/blocks/" + whom);
  }

  @Override
  public void contact(String who, String whom, boolean known) {
    if (known) {
      does(who, "PUT", "/api/contacts/" + whom);
    } else {
      does(who, "DELETE", "/api/contacts/" + whom);
    }
  }

  /** Over HTTP only five hundred people can make a group large. */
  @Override
  public void grow(String conversation) {
    throw new Refused("not-allowed");
  }
}
