package dev.parley.server.view;

import dev.parley.messenger.Page;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.conversation.ConversationList;
import dev.parley.messenger.conversation.ConversationSummary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Conversations with the people that their rows name. Thread-safe; blocks. */
@Singleton
public final class ConversationViews {
  private final ConversationList list;
  private final Profiles profiles;

  ConversationViews(ConversationList list, Profiles profiles) {
    this.list = list;
    this.profiles = profiles;
  }

  /**
   * One page of a user's list.
   *
   * @throws dev.parley.messenger.Refusal {@code invalid-cursor}, {@code invalid-field}
   */
  public Page<ConversationView> page(
      long userId, ConversationList.Scope scope, @Nullable String cursor, @Nullable Integer limit) {
    Page<ConversationSummary> page = list.page(userId, scope, cursor, limit);
    return new Page<>(of(page.items()), page.next());
  }

  /** Rows of a user's list, in the order given. */
  List<ConversationView> of(List<ConversationSummary> rows) {
    Map<Long, Profile> people = peers(rows);
    return rows.stream().map(one -> ConversationView.of(one, people)).toList();
  }

  /**
   * One conversation as a member or former member sees it.
   *
   * @throws dev.parley.messenger.Refusal {@code not-found}
   */
  public ConversationView find(long userId, long conversationId) {
    return of(List.of(list.find(userId, conversationId))).getFirst();
  }

  private Map<Long, Profile> peers(List<ConversationSummary> rows) {
    return profiles.byIds(
        rows.stream().map(ConversationView::peer).filter(Objects::nonNull).distinct().toList());
  }
}
