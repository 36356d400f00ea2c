package dev.parley.server.view;

import dev.parley.messenger.account.Profiles;
import dev.parley.messenger.message.Message;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Messages with the people that they name. Thread-safe; blocks. */
@Singleton
public final class MessageViews {
  private final Profiles profiles;

  MessageViews(Profiles profiles) {
    this.profiles = profiles;
  }

  /** Messages in the order given, and everybody who is named in one of them, by id. */
  public record Named(List<MessageView> messages, List<PersonView> people) {}

  public Named of(List<Message> messages) {
    List<MessageView> views = messages.stream().map(MessageView::of).toList();
    Set<Long> named = new LinkedHashSet<>();
    views.forEach(view -> gather(named, view));
    return new Named(
        views,
        profiles.byIds(named).values().stream()
            .map(PersonView::of)
            .sorted(Comparator.comparing(PersonView::id))
            .toList());
  }

  private static void gather(Set<Long> named, MessageView view) {
    named.add(Long.valueOf(view.senderId()));
    view.mentions().forEach(id -> named.add(Long.valueOf(id)));
    ForwardedView forwarded = view.forwarded();
    if (forwarded != null) {
      named.add(Long.valueOf(forwarded.senderId()));
    }
    String answered = view.reply() == null ? null : view.reply().senderId();
    if (answered != null) {
      named.add(Long.valueOf(answered));
    }
    SystemNoteView note = view.system();
    if (note != null) {
      note.named().forEach(named::add);
    }
  }
}
