package dev.parley.server.realtime;

import dev.parley.messenger.sync.Pointer;
import dev.parley.server.view.SyncView;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Sends new pointers to those of their owners who are connected. Called by one thread. */
@Singleton
final class PointerPushes {
  /** So that one event stays below the bound of a body. */
  private static final int TOGETHER = 20;

  private final LiveUsers users;
  private final LivePublisher publisher;

  PointerPushes(LiveUsers users, LivePublisher publisher) {
    this.users = users;
    this.publisher = publisher;
  }

  /** Pointers of one transaction: those of a user stand together, in order. */
  void push(List<Pointer> pointers) {
    users.written(pointers);
    var together = new ArrayList<Pointer>();
    for (Pointer pointer : pointers) {
      if (!together.isEmpty()
          && (together.getFirst().userId() != pointer.userId() || together.size() == TOGETHER)) {
        send(together);
        together.clear();
      }
      together.add(pointer);
    }
    send(together);
  }

  private void send(List<Pointer> together) {
    if (!together.isEmpty() && users.isConnected(together.getFirst().userId())) {
      publisher.publish(
          LiveChannel.user(together.getFirst().userId()),
          LiveEvent.SYNC,
          SyncView.of(List.copyOf(together)));
    }
  }
}
