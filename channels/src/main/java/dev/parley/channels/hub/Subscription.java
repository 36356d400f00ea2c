package dev.parley.channels.hub;

import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.Member;
import dev.parley.channels.protocol.ServerMessages;
import org.jspecify.annotations.Nullable;

/** One connection's place on one channel. Owned by the connection's loop. */
final class Subscription {
  static final int NOT_LISTED = -1;

  private final Connection connection;
  private final ChannelState channel;
  private final @Nullable Member member;
  private final @Nullable Identity identity;
  private int slot = NOT_LISTED;
  private boolean cancelled;
  private @Nullable Lag lag;

  Subscription(
      Connection connection,
      ChannelState channel,
      @Nullable Member member,
      @Nullable Identity identity) {
    this.connection = connection;
    this.channel = channel;
    this.member = member;
    this.identity = identity;
  }

  Connection connection() {
    return connection;
  }

  ChannelState channel() {
    return channel;
  }

  /** The presence member that this subscription counts for. */
  @Nullable Member member() {
    return member;
  }

  /** Whether the signature that let it in, or the connection's sign-in, names the user. */
  boolean belongsTo(String userId) {
    return (identity != null && identity.userId().equals(userId))
        || (member != null && member.userId().equals(userId))
        || connection.isSignedInAs(userId);
  }

  /** Who may be named as the sender of a client event: vouched for by the signature. */
  @Nullable String speaker() {
    return member != null ? member.userId() : identity == null ? null : identity.userId();
  }

  /** Whether the signature lets the client send client events. */
  boolean maySpeak() {
    return identity == null || identity.maySpeak();
  }

  int slot() {
    return slot;
  }

  void setSlot(int slot) {
    this.slot = slot;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** The client left before the join took effect. */
  void cancel() {
    cancelled = true;
  }

  /** What it is owed; begins with the first event it cannot take. */
  Lag lag() {
    if (lag == null) {
      lag = new Lag();
      connection.setLagging();
    }
    return lag;
  }

  /** What it was owed, if anything; it is owed nothing afterwards. */
  @Nullable Lag takeLag() {
    Lag taken = lag;
    lag = null;
    return taken;
  }

  /** Hands over what it is owed, after a word of how much it will never see. */
  void catchUp() {
    Lag owed = takeLag();
    Frame latest = owed == null ? null : owed.take();
    if (owed == null || latest == null) {
      return;
    }
    ChannelName name = channel.name();
    if (owed.skipped() > 0 && !name.kind().isEncrypted()) {
      connection.send(ServerMessages.gap(name.value(), owed.skipped()));
    }
    connection.deliver(connection.shard().keep(latest.websocket()));
  }
}
