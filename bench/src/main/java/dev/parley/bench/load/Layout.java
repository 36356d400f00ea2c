package dev.parley.bench.load;

/**
 * Who listens to what. Connection {@code c} holds the channels {@code c * n, c * n + 1, …} modulo
 * the number of channels, with {@code n} channels per connection; hence a channel's place on a
 * connection is computed, not looked up.
 *
 * @param connections number of subscribers
 * @param channels number of channels published to
 * @param channelsPerConnection subscriptions of each connection (servers commonly allow 1,000); 0
 *     only connects
 * @param privately whether the channels are private ones, each subscription signed
 */
public record Layout(int connections, int channels, int channelsPerConnection, boolean privately) {

  public Layout {
    if (connections < 0 || channels < 1 || channelsPerConnection < 0) {
      throw new IllegalArgumentException("negative layout");
    }
    if (channelsPerConnection > channels) {
      throw new IllegalArgumentException("a connection cannot hold a channel twice");
    }
    if ((long) connections * channelsPerConnection % channels != 0) {
      throw new IllegalArgumentException("channels must have equally many subscribers");
    }
  }

  /** One public channel that everyone listens to. */
  public static Layout oneChannel(int connections) {
    return new Layout(connections, 1, 1, false);
  }

  /** Connections that subscribe to nothing. */
  public static Layout idle(int connections) {
    return new Layout(connections, 1, 0, false);
  }

  int subscriptions() {
    return connections * channelsPerConnection;
  }

  int subscribersPerChannel() {
    return subscriptions() / channels;
  }

  int channelOf(int subscription) {
    return subscription % channels;
  }

  /** The subscription by which a connection holds a channel, or -1 if it does not hold it. */
  int subscription(int connection, int channel) {
    int first = connection * channelsPerConnection;
    int place = Math.floorMod(channel - first, channels);
    return place < channelsPerConnection ? first + place : -1;
  }

  /** All names are equally long, so that a stamp lies at the same place in every frame. */
  String channelName(int channel) {
    return (privately ? "private-bench-" : "bench-") + (100_000 + channel);
  }
}
