package dev.parley.channels.session;

import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Member;
import org.jspecify.annotations.Nullable;

/** What a signature is worth. */
sealed interface Grant {
  /**
   * The subscription is allowed.
   *
   * @param member on presence channels, who joins
   * @param identity whom the signed text names, if anyone
   */
  record Allowed(@Nullable Member member, @Nullable Identity identity) implements Grant {}

  /** It is not, and why; the text is for the client's developer and holds no secret. */
  record Denied(String reason) implements Grant {}
}
