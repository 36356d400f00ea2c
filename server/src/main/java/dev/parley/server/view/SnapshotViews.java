package dev.parley.server.view;

import dev.parley.messenger.sync.Snapshot;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Snapshots with the people that they name. Thread-safe; blocks. */
@Singleton
public final class SnapshotViews {
  private final ConversationViews conversations;
  private final MessageViews messages;

  SnapshotViews(ConversationViews conversations, MessageViews messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  public SnapshotView of(Snapshot snapshot) {
    List<ConversationView> rows =
        conversations.of(snapshot.conversations().stream().map(Snapshot.Part::summary).toList());
    MessageViews.Named named =
        messages.of(
            snapshot.conversations().stream()
                .flatMap(part -> part.messages().messages().stream())
                .toList());
    var parts = new ArrayList<SnapshotView.Part>();
    int from = 0;
    for (int i = 0; i < rows.size(); i++) {
      var page = snapshot.conversations().get(i).messages();
      int to = from + page.messages().size();
      parts.add(
          new SnapshotView.Part(
              rows.get(i), named.messages().subList(from, to), page.hasBefore(), page.lastRev()));
      from = to;
    }
    return new SnapshotView(
        snapshot.cursor(),
        snapshot.head(),
        Texts.epoch(snapshot.epoch()),
        parts,
        named.people(),
        snapshot.next(),
        GroupHeadView.of(snapshot.heads()));
  }
}
