package dev.parley.messenger.push;

import dev.parley.messenger.Event;
import dev.parley.messenger.EventRecorder;
import dev.parley.messenger.message.MessageChanged;
import dev.parley.messenger.session.SessionEnded;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Ends pushes with their session, and takes recalled messages back. Thread-safe. */
public final class PushRecorder implements EventRecorder {
  private final InstantSource clock;

  public PushRecorder(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void record(Handle handle, List<Event> events) {
    for (Event event : events) {
      switch (event) {
        case SessionEnded ended -> new SubscriptionTable(handle).endSession(ended.sessionId());
        case MessageChanged changed when changed.what() == MessageChanged.What.RECALLED ->
            new NoticeTable(handle)
                .recalled(
                    changed.message().conversationId(), changed.message().seq(), clock.millis());
        default -> {} // nothing to do with pushes
      }
    }
  }
}
