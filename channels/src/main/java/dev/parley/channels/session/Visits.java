package dev.parley.channels.session;

import dev.parley.channels.app.Feature;
import dev.parley.channels.app.Limit;
import dev.parley.channels.headcount.HeadCount;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.ClientMessage;
import dev.parley.channels.protocol.Quote;
import java.util.Optional;

/** Clients that want to be counted. Stateless; called on connections' loops. */
final class Visits {
  private Visits() {}

  static void accept(Connection connection, ClientMessage.HeadCount message) {
    var app = connection.app();
    if (!app.app().options().has(Feature.HEAD_COUNT)) {
      connection.error("the head-count is not enabled for this application");
      return;
    }
    Optional<String> problem =
        ChannelName.problemWith(
            HeadCount.channelOf(message.room()), (int) app.limit(Limit.CHANNEL_NAME_LENGTH));
    if (problem.isPresent()) {
      connection.error(
          "room '%s' cannot be part of a channel's name: %s"
              .formatted(Quote.brief(message.room()), problem.get()));
    } else if (!connection.takeClientEvent()) {
      connection.error(
          "parley:headcount refused: at most %d messages per second are allowed"
              .formatted(app.limit(Limit.CLIENT_EVENTS_PER_SECOND)));
    } else if (!connection.visit(message.session(), message.room(), message.decile())) {
      connection.error("as many visitors as may be counted come from this address");
    }
  }
}
