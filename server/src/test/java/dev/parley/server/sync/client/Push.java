package dev.parley.server.sync.client;

import dev.parley.server.view.MessageView;
import dev.parley.server.view.SyncView;

/** What comes over a socket and concerns a copy. Any of them may be lost, doubled or overtaken. */
public sealed interface Push {
  /** {@code sync} on the own channel: entries of the own log, or its head alone. */
  record Told(SyncView view) implements Push {}

  /** {@code message:new} or {@code message:update} on a conversation's channel. */
  record Body(MessageView message) implements Push {}

  /** In place of a body that is too large, or that not everybody may see. */
  record Pointed(String conversationId, long rev) implements Push {}
}
