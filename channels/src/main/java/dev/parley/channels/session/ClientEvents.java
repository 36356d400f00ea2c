package dev.parley.channels.session;

import dev.parley.channels.app.ClientEventRules;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.ClientMessage.ClientEvent;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.Quote;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.protocol.Utf8;
import org.jspecify.annotations.Nullable;

/** Events that clients send each other (section 4). Stateless; called on connections' loops. */
public final class ClientEvents {
  private final Publisher publisher;

  public ClientEvents(Publisher publisher) {
    this.publisher = publisher;
  }

  void accept(Connection connection, ClientEvent event) {
    String problem = problemWith(connection, event);
    if (problem != null) {
      connection.error(problem);
      return;
    }
    if (!connection.takeClientEvent()) {
      connection.send(
          ServerMessages.error(
              ErrorCode.CLIENT_EVENT_RATE,
              "client event refused: at most %d per second are allowed"
                  .formatted(connection.app().limit(Limit.CLIENT_EVENTS_PER_SECOND))));
      return;
    }
    connection.app().meters().clientEvent();
    publisher.clientEvent(connection, ChannelName.of(event.channel()), event.event(), event.data());
  }

  private static @Nullable String problemWith(Connection connection, ClientEvent event) {
    var app = connection.app();
    if (!app.app().options().has(Feature.CLIENT_EVENTS)) {
      return "client events are not enabled for this application";
    }
    ChannelName channel = ChannelName.of(event.channel());
    if (!channel.kind().isProtected()) {
      return "client events are allowed on private and presence channels only";
    }
    ClientEventRules rules = app.app().options().clientEvents();
    if (!rules.allowsChannel(channel.value())) {
      return "client events are not allowed on this channel";
    }
    if (!rules.allowsName(event.event())) {
      return "client event '%s' is not allowed".formatted(Quote.brief(event.event()));
    }
    if (!connection.isSubscribed(channel.value())) {
      return "not subscribed to channel '%s'".formatted(Quote.brief(channel.value()));
    }
    if (!connection.maySpeak(channel.value())) {
      return "the signature for channel '%s' does not allow client events"
          .formatted(Quote.brief(channel.value()));
    }
    if (event.event().length() > app.limit(Limit.EVENT_NAME_LENGTH)) {
      return "event name is longer than %d characters"
          .formatted(app.limit(Limit.EVENT_NAME_LENGTH));
    }
    long most = Math.min(app.limit(Limit.EVENT_DATA_BYTES), app.limit(Limit.CLIENT_EVENT_BYTES));
    return Utf8.length(event.data()) > most ? "data is larger than %d bytes".formatted(most) : null;
  }
}
