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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A page of a list, and everybody whom a group's last message names. */
  public record Listed(
      List<ConversationView> rows, List<PersonView> people, @Nullable String next) {}

  /**
   * One page of a user's list.
   *
   * @throws dev.parley.messenger.Refusal {@code invalid-cursor}, {@code invalid-field}
   */
  public Listed page(
      long userId, ConversationList.Scope scope, @Nullable String cursor, @Nullable Integer limit) {
    Page<ConversationSummary> page = list.page(userId, scope, cursor, limit);
    List<Long> named = page.items().stream().flatMap(ConversationViews::named).distinct().toList();
    Map<Long, Profile> people =
        profiles.byIds(
            Stream.concat(peers(page.items()), named.stream()).collect(Collectors.toSet()));
    return new Listed(
        page.items().stream().map(one -> ConversationView.of(one, people)).toList(),
        named.stream().map(people::get).filter(Objects::nonNull).map(PersonView::of).toList(),
        page.next());
  }

  private static Stream<Long> named(ConversationSummary row) {
    LastMessageView last = LastMessageView.of(row.last());
    return last == null || row.conversation().isDirect() ? Stream.empty() : last.named();
  }

  /** Rows of a user's list, in the order given. */
  List<ConversationView> of(List<ConversationSummary> rows) {
    Map<Long, Profile> people = profiles.byIds(peers(rows).collect(Collectors.toSet()));
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

  private static Stream<Long> peers(List<ConversationSummary> rows) {
    return rows.stream().map(ConversationView::peer).filter(Objects::nonNull);
  }
}
