package dev.parley.channels.node;

import dev.parley.channels.app.Limits;

/**
 * What a node is told at start.
 *
 * @param pathPrefix put in front of {@code /app} and {@code /apps}; empty, or {@code /name} without
 *     a trailing slash
 * @param eventLoops most event loops that will ever carry connections, 1..256
 * @param lenientProtocol whether a client that names no protocol version is taken as version 7
 *     instead of being refused with 4008
 * @param lenientData whether a published {@code data} that is not a string is serialised instead of
 *     refused with 400
 * @param compression whether permessage-deflate is agreed to with clients that offer it
 * @param limits values of the node's own limits, and defaults for apps
 */
public record NodeSettings(
    String pathPrefix,
    int eventLoops,
    boolean lenientProtocol,
    boolean lenientData,
    boolean compression,
    Limits limits) {

  public NodeSettings {
    if (!pathPrefix.isEmpty() && !pathPrefix.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          "path prefix: expected empty or /name without a trailing slash, got " + pathPrefix);
    }
    if (eventLoops < 1 || eventLoops > 256) {
      throw new IllegalArgumentException("event loops: expected 1..256, got " + eventLoops);
    }
  }

  public static NodeSettings of(int eventLoops) {
    return new NodeSettings("", eventLoops, false, false, false, Limits.DEFAULTS);
  }

  public NodeSettings withLimits(Limits changed) {
    return new NodeSettings(
        pathPrefix, eventLoops, lenientProtocol, lenientData, compression, changed);
  }

  public NodeSettings withPathPrefix(String changed) {
    return new NodeSettings(changed, eventLoops, lenientProtocol, lenientData, compression, limits);
  }

  public NodeSettings withCompression(boolean changed) {
    return new NodeSettings(pathPrefix, eventLoops, lenientProtocol, lenientData, changed, limits);
  }
}
