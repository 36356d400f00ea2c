package dev.parley.messenger.message;

import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Member;
import dev.parley.messenger.conversation.Role;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Who is called by a message. Names call present members; {@code @all} calls everybody, if an admin
 * of a group writes it. What calls nobody is plain text, never an error.
 *
 * @param users ascending, without the sender
 */
record Mentions(List<Long> users, boolean all) {
  static Mentions in(
      Handle handle, MentionTable table, Conversation conversation, Member sender, String text) {
    MentionText called = MentionText.of(text);
    return new Mentions(
        table.resolve(handle, conversation.id(), sender.userId(), called.names()),
        called.all() && !conversation.isDirect() && sender.role().isAtLeast(Role.ADMIN));
  }
}
