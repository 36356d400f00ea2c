package dev.parley.socketio.gateway;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Event;
import dev.parley.messenger.EventSink;
import dev.parley.messenger.Lanes;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageSent;
import dev.parley.messenger.receipt.Hearers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each message that was committed to the connected clients of its members, once and in the
 * conversation's order. Who is a member is read for each message, so that nobody hears what was
 * said behind their leaving. Thread-safe; never holds up a commit.
 */
final class Deliveries implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final int WORKERS = 4;

  private final Clients clients;
  private final Hearers hearers;
  private final Lanes lanes = new Lanes("parley-socketio-out", WORKERS, Bound.LIVE_QUEUE.count());

  Deliveries(Clients clients, Hearers hearers) {
    this.clients = clients;
    this.hearers = hearers;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof MessageSent(Message message)
        && !clients.isEmpty()
        && !lanes.offer(event.lane(), () -> tell(message))) {
      log.warn("a message was not pushed to Socket.IO clients: too many wait; seq shows the gap");
    }
  }

  private void tell(Message message) {
    hearers
        .of(message, clients.users())
        .ifPresent(audience -> {
          var conversation = audience.conversation();
          long receiver =
              conversation.isDirect() ? conversation.peerOf(message.senderId()) : conversation.id();
          var out = new OutMessage(message, receiver);
          for (Hearers.Hearer hearer : audience.hearers()) {
            String json = out.json(hearer.unread());
            clients.of(hearer.userId()).forEach(client -> client.deliver(message, json));
          }
        });
  }

  @Override
  public void close() {
    lanes.close();
  }
}
