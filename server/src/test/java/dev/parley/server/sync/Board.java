package dev.parley.server.sync;

import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.conversation.ConversationDissolved;
import dev.parley.messenger.conversation.LogErased;
import dev.parley.messenger.conversation.MemberTable;
import dev.parley.messenger.conversation.MembersChanged;
import dev.parley.messenger.conversation.SystemMessageAppended;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageChanged;
import dev.parley.messenger.message.MessageSent;
import dev.parley.messenger.sync.Pointer;
import dev.parley.server.sync.client.Push;
import dev.parley.server.view.LiveViews;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.SyncView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The channels of the services in this process: who hears what, told as the server tells it, but on
 * the history's own thread. Events gather until they are told.
 */
final class Board implements EventSink {
  private static final int TOGETHER = 20;

  private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
  private final List<Seat> seats = new ArrayList<>();
  private final MemberTable members = new MemberTable();

  /** A socket. */
  static final class Seat {
    private final long userId;
    private final Consumer<Push> ear;
    private final Set<Long> held = new HashSet<>();

    Seat(long userId, Consumer<Push> ear) {
      this.userId = userId;
      this.ear = ear;
    }

    boolean holds(Set<Long> conversations) {
      return held.equals(conversations);
    }

    void hold(Set<Long> conversations) {
      held.clear();
      held.addAll(conversations);
    }
  }

  @Override
  public void accept(Event event) {
    waiting.add(event);
  }

  void sit(Seat seat) {
    seats.add(seat);
  }

  void rise(Seat seat) {
    seats.remove(seat);
  }

  /** Tells what was committed, in order. */
  void tell(Transactions transactions) {
    Event event;
    while ((event = waiting.poll()) != null) {
      tell(event, transactions);
    }
  }

  private void tell(Event event, Transactions transactions) {
    switch (event) {
      case MessageSent(Message message) ->
          body(message.conversationId(), MessageView.forAll(message));
      case SystemMessageAppended note -> body(note.conversationId(), LiveViews.of(note));
      case MessageChanged changed -> {
        Message message = changed.message();
        long id = message.conversationId();
        boolean all = !transactions.read(handle -> members.anyCameAfter(handle, id, message.seq()));
        if (all) {
          body(id, MessageView.forAll(message));
        } else {
          pointed(id, message.rev());
        }
      }
      case LogErased erased -> pointed(erased.conversationId(), erased.rev());
      case MembersChanged changed -> evict(changed.conversationId(), changed.removed());
      case ConversationDissolved ended -> evict(ended.conversationId(), ended.ended());
      default -> {} // told by entries
    }
  }

  private void evict(long conversationId, List<Long> users) {
    for (Seat seat : seats) {
      if (users.contains(seat.userId)) {
        seat.held.remove(conversationId);
      }
    }
  }

  private void body(long conversationId, MessageView view) {
    publish(conversationId, new Push.Body(view));
  }

  private void pointed(long conversationId, long rev) {
    publish(conversationId, new Push.Pointed(Long.toString(conversationId), rev));
  }

  private void publish(long conversationId, Push push) {
    for (Seat seat : seats) {
      if (seat.held.contains(conversationId)) {
        seat.ear.accept(push);
      }
    }
  }

  /** Tells the owners of new pointers. */
  void entries(List<Pointer> pointers) {
    Map<Long, Queue<Pointer>> byUser = new TreeMap<>();
    pointers.forEach(one -> byUser.computeIfAbsent(one.userId(), _ -> new ArrayDeque<>()).add(one));
    byUser.forEach((user, own) -> {
      while (!own.isEmpty()) {
        var together = new ArrayList<Pointer>();
        while (!own.isEmpty() && together.size() < TOGETHER) {
          together.add(own.remove());
        }
        toUser(user, SyncView.of(together));
      }
    });
  }

  private void toUser(long userId, SyncView view) {
    for (Seat seat : seats) {
      if (seat.userId == userId) {
        seat.ear.accept(new Push.Told(view));
      }
    }
  }
}
