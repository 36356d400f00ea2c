package dev.parley.channels.hub;

import org.jspecify.annotations.Nullable;

/**
 * The way out to one client: what a transport can do, and how a tick's writes become one. Owned by
 * its loop.
 */
public abstract class Outlet extends TimerWheel.Timed {
  private final LoopShard shard;
  private @Nullable SharedFrames staged;
  private boolean unflushed;

  protected Outlet(LoopShard shard) {
    this.shard = shard;
  }

  // What the transport does

  /** Queues a message for this client alone. */
  protected abstract void write(byte[] payload);

  /** Queues bytes shared with others; the reference stays the caller's. */
  protected abstract void writeShared(SharedFrames frames);

  /** Whether {@link #sendShared} may succeed. */
  protected abstract boolean canSendShared();

  /**
   * Sends bytes shared with others past the queue, if that is empty and the transport can.
   *
   * @return whether they are on their way; if not, nothing has happened
   */
  protected abstract boolean sendShared(SharedFrames frames);

  protected abstract void writePing();

  protected abstract void writeClose(int code, String reason);

  protected abstract void flush();

  /** Bytes queued and not yet taken by the kernel. */
  protected abstract long queuedBytes();

  /** Cuts the socket without a word. */
  protected abstract void cut();

  // How writes are joined

  /** Whether the socket is gone. */
  abstract boolean isGone();

  /**
   * The kernel has taken what it would of a tick; what stayed in the queue may be too much. Not
   * asked before: a loop that was held up brings a lot at once to a client that reads well.
   */
  abstract void checkBacklog();

  /** Queues a message behind what this tick has brought so far. */
  final void put(byte[] payload) {
    unstage();
    write(payload);
    wrote();
  }

  /**
   * Takes frames that others get too. Where they stay all that the tick brings this client, they
   * can go past the queue.
   */
  final void put(SharedFrames frames) {
    if (unflushed) {
      unstage();
      writeShared(frames);
      wrote();
    } else {
      staged = frames;
      unflushed = true;
      shard.markUnflushed(this);
    }
  }

  /** Whether nothing waits to leave, neither here nor in the transport. */
  final boolean isIdle() {
    return !unflushed && canSendShared();
  }

  /** As {@link #put(SharedFrames)}, for frames that are all this tick has to bring. */
  final void putNow(SharedFrames frames) {
    if (unflushed) {
      put(frames); // it leaves with what came before
    } else {
      sendNow(frames);
    }
  }

  /** Queues a close frame behind everything. */
  final void putClose(int code, String reason) {
    unstage();
    writeClose(code, reason);
    wrote();
  }

  /** Ends the tick for this client: everything leaves by one system call. */
  final void flushNow() {
    unflushed = false;
    SharedFrames frames = staged;
    staged = null;
    if (isGone()) {
      return;
    }
    if (frames != null) {
      sendNow(frames);
    } else {
      flush();
      checkBacklog();
    }
  }

  private void sendNow(SharedFrames frames) {
    if (!sendShared(frames)) {
      writeShared(frames);
      flush();
      checkBacklog();
    }
  }

  private void unstage() {
    SharedFrames frames = staged;
    if (frames != null) {
      staged = null;
      writeShared(frames);
    }
  }

  private void wrote() {
    if (!unflushed) {
      unflushed = true;
      shard.markUnflushed(this);
    }
  }
}
