package dev.parley.server.realtime;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.Companions;
import dev.parley.messenger.conversation.Conversation;
import dev.parley.messenger.conversation.Directs;
import dev.parley.messenger.conversation.MemberTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What a teller has to ask the store before it tells. Thread-safe; blocks for a read. */
@Singleton
final class Audience {
  private final Transactions transactions;
  private final MemberTable members = new MemberTable();
  private final Directs directs;
  private final Companions companions;

  Audience(Transactions transactions, Directs directs, Companions companions) {
    this.transactions = transactions;
    this.directs = directs;
    this.companions = companions;
  }

  /** Whether all who are present were so when a message was sent. */
  boolean allMaySee(long conversationId, long seq) {
    return transactions.read(handle -> !members.anyCameAfter(handle, conversationId, seq));
  }

  /** The conversations of somebody that tell who has them open. */
  List<Long> openTo(long userId) {
    return companions.smallConversations(userId);
  }

  /** The direct conversation of two users, if they have one. */
  Optional<Long> directOf(long userId, long peerId) {
    return transactions.read(handle -> directs.find(handle, userId, peerId).map(Conversation::id));
  }
}
