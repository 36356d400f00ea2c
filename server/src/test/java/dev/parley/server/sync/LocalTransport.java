package dev.parley.server.sync;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.contact.Block;
import dev.parley.messenger.contact.Contact;
import dev.parley.messenger.conversation.ConversationList.Scope;
import dev.parley.messenger.conversation.ConversationSummary;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.sync.Snapshot;
import dev.parley.messenger.sync.SyncCursors;
import dev.parley.server.sync.client.Transport;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.GroupHeadView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SentView;
import dev.parley.server.view.SnapshotView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Requests as calls of the services, answered in the shapes of the API. */
final class LocalTransport implements Transport {
  private static final int ENTRIES = 7;
  private static final int ALL = 200;

  private final LocalGround ground;
  private final SyncCursors.Reader reader;

  LocalTransport(LocalGround ground, SyncCursors.Reader reader) {
    this.ground = ground;
    this.reader = reader;
  }

  private Services on() {
    return ground.services();
  }

  private <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (Refusal refusal) {
      throw new Refused(refusal.code().text());
    } finally {
      ground.tell();
    }
  }

  @Override
  public PullView sync(String cursor, long at) {
    return asked(() -> PullView.of(on().sync.pull(reader, cursor, at, ENTRIES)));
  }

  @Override
  public SnapshotView snapshot(int limit, int messages) {
    return asked(() -> {
      Snapshot taken = on().sync.snapshot(reader, limit, messages);
      List<ConversationView> rows =
          rows(taken.conversations().stream().map(Snapshot.Part::summary).toList());
      List<SnapshotView.Part> parts =
          IntStream.range(0, rows.size())
              .mapToObj(i -> part(rows.get(i), taken.conversations().get(i)))
              .toList();
      return new SnapshotView(
          taken.cursor(),
          taken.head(),
          Long.toUnsignedString(taken.epoch()),
          parts,
          List.of(),
          taken.next(),
          GroupHeadView.of(taken.heads()));
    });
  }

  private static SnapshotView.Part part(ConversationView row, Snapshot.Part part) {
    return new SnapshotView.Part(
        row,
        views(part.messages().messages()),
        part.messages().hasBefore(),
        part.messages().lastRev());
  }

  private static List<MessageView> views(List<Message> messages) {
    return messages.stream().map(MessageView::of).toList();
  }

  private List<ConversationView> rows(List<ConversationSummary> rows) {
    Map<Long, Profile> people =
        on().profiles
            .byIds(
                rows.stream()
                    .map(ConversationView::peer)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList());
    return rows.stream().map(row -> ConversationView.of(row, people)).toList();
  }

  @Override
  public ListPage conversations(@Nullable String cursor, int limit) {
    return asked(() -> {
      var page =
          on().messenger.conversations().list().page(reader.userId(), Scope.MINE, cursor, limit);
      return new ListPage(rows(page.items()), page.next());
    });
  }

  @Override
  public ConversationView conversation(String id) {
    return asked(() ->
        rows(List.of(
                on().messenger.conversations().list().find(reader.userId(), LocalDeeds.id(id))))
            .getFirst());
  }

  @Override
  public LogPage before(String conversationId, long seq, int limit) {
    return asked(() -> {
      var page =
          on().messenger.pages().before(LocalDeeds.id(conversationId), reader.userId(), seq, limit);
      return new LogPage(views(page.messages()), page.hasBefore(), page.hasAfter(), page.lastRev());
    });
  }

  @Override
  public LogPage changes(String conversationId, long rev, int limit) {
    return asked(() -> {
      var page =
          on().messenger
              .pages()
              .changes(LocalDeeds.id(conversationId), reader.userId(), rev, limit);
      return new LogPage(views(page.messages()), null, page.hasMore(), page.nextRev());
    });
  }

  @Override
  public Deleted deleted(String conversationId, long after) {
    return asked(() -> {
      var since =
          on().messenger
              .conversations()
              .myDeletions()
              .since(reader.userId(), LocalDeeds.id(conversationId), after);
      return new Deleted(since.seqs(), since.last());
    });
  }

  @Override
  public People people() {
    return asked(() ->
        new People(
            texts(
                on().messenger.contacts().page(reader.userId(), null, ALL).items().stream()
                    .mapToLong(Contact::contactId)),
            texts(
                on().messenger.blocks().page(reader.userId(), null, ALL).items().stream()
                    .mapToLong(Block::blockedId))));
  }

  private static Set<String> texts(LongStream ids) {
    return ids.mapToObj(Long::toString).collect(Collectors.toSet());
  }

  @Override
  public SentView send(
      String conversationId, String clientMsgId, String text, @Nullable Long replySeq) {
    return asked(() ->
        SentView.of(
            on().messenger
                .messages()
                .send(
                    new SendCommand(
                        reader.userId(),
                        new Target.InConversation(LocalDeeds.id(conversationId)),
                        clientMsgId,
                        new Content.Text(text),
                        replySeq,
                        null))));
  }
}
