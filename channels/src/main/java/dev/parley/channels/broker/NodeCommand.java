package dev.parley.channels.broker;

/** Something every node has to do to its own connections. */
public sealed interface NodeCommand {
  String appId();

  /** Close all connections that are signed in as the user. */
  record TerminateUser(String appId, String userId) implements NodeCommand {}

  /** End the user's subscriptions to the channel; later events do not reach them. */
  record Evict(String appId, String channel, String userId) implements NodeCommand {}

  /** Close all connections whose access belongs to the session. */
  record CloseSession(String appId, String session) implements NodeCommand {}
}
