package dev.parley.channels.transport.xhr;

import dev.parley.channels.app.Limit;
import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.EncodedText;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.SharedFrames;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.session.ClientProtocol;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client whose connection is a sequence of HTTP requests. Owned by the loop of the first; the
 * methods for requests may be called from any thread.
 */
public final class XhrConnection extends Connection {
  private static final Logger LOG = LoggerFactory.getLogger(XhrConnection.class);
  private static final int INTERNAL_ERROR = 1011;

  private final EventLoop loop;
  private final ClientProtocol protocol;
  private final Consumer<XhrConnection> whenOver;
  private final Outbox outbox = new Outbox();
  private @Nullable XhrResponse response;
  private @Nullable Future<?> timer;
  private boolean quiet;
  private boolean stalled;
  private boolean over;

  /**
   * A session that has just been admitted.
   *
   * @param whenOver called once on the loop, when no request may find the session any more
   */
  XhrConnection(
      Hub hub,
      EventLoop loop,
      AppState app,
      boolean dotNet,
      ClientProtocol protocol,
      Consumer<XhrConnection> whenOver) {
    super(hub, hub.shard(loop), app, dotNet);
    this.loop = loop;
    this.protocol = protocol;
    this.whenOver = whenOver;
  }

  // What requests do

  /** Greets the client through its first response; call on the loop. */
  void open(XhrResponse first) {
    protocol.open(this);
    take(first);
  }

  /** Messages go this way from now on; a response that was open before ends. */
  public void attach(XhrResponse next) {
    onLoop(() -> take(next));
  }

  /** The response's connection is gone. */
  public void detach(XhrResponse lost) {
    onLoop(() -> {
      if (isOpen(lost)) {
        letGo();
      }
    });
  }

  /** The response's connection takes bytes again, or stopped taking them. */
  public void writabilityChanged(XhrResponse changed) {
    onLoop(() -> {
      if (isOpen(changed)) {
        flush();
      }
    });
  }

  /** Hears what the client says, in order. No messages at all are a sign of life. */
  public void receive(List<String> messages) {
    onLoop(() -> {
      onInbound();
      for (int i = 0; i < messages.size() && !isClosing(); i++) {
        hear(messages.get(i));
      }
    });
  }

  private void hear(String message) {
    try {
      protocol.onText(this, message);
    } catch (RuntimeException e) {
      LOG.error("a session of app {} failed", app().id(), e);
      close(INTERNAL_ERROR, "internal error");
    }
  }

  // The response

  private void take(XhrResponse next) {
    if (over) {
      next.refuse(ErrorCode.RECONNECT.code(), "the session is over");
      return;
    }
    onInbound();
    XhrResponse former = response;
    response = next;
    if (former != null) {
      former.end();
    }
    if (next.isStreaming()) {
      next.begin();
    }
    quiet = false;
    arm(Limit.XHR_HEARTBEAT_MILLIS, this::beat);
    flush();
  }

  @SuppressWarnings("ReferenceEquality") // responses have no other identity
  private boolean isOpen(XhrResponse one) {
    return response == one;
  }

  /** Nobody listens; the client has a while to ask again. */
  private void letGo() {
    response = null;
    arm(Limit.XHR_REATTACH_MILLIS, this::finish);
    noteWritability();
  }

  /** Keeps proxies, which cut silent responses, from cutting this one. */
  private void beat() {
    if (quiet) {
      outbox.ping();
      flush();
    }
    quiet = true;
    if (response != null) {
      arm(Limit.XHR_HEARTBEAT_MILLIS, this::beat);
    }
  }

  private void arm(Limit delay, Runnable action) {
    disarm();
    timer = loop.schedule(action, app().limit(delay), TimeUnit.MILLISECONDS);
  }

  private void disarm() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void noteWritability() {
    boolean able = outbox.isEmpty() || (response != null && response.takes());
    if (able == stalled && !over) {
      stalled = !able;
      onWritability(able);
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    disarm();
    whenOver.accept(this); // before the client can know of the end, or it would still find it
    XhrResponse last = response;
    response = null;
    if (last != null) {
      last.end();
    }
    onClosed();
  }

  // What the hub does

  @Override
  protected void write(byte[] payload) {
    outbox.add(payload);
  }

  @Override
  protected void writeShared(SharedFrames frames) {
    EncodedText.payloads(frames.buffer()).forEach(outbox::add);
  }

  @Override
  protected boolean canSendShared() {
    return false;
  }

  @Override
  protected boolean sendShared(SharedFrames frames) {
    return false;
  }

  @Override
  protected void writePing() {
    outbox.ping();
  }

  @Override
  protected void writeClose(int code, String reason) {
    outbox.close(code, reason);
  }

  /** Says what the response takes; a poll ends with that, and a session with its last word. */
  @Override
  protected void flush() {
    XhrResponse to = response;
    if (to == null) {
      return;
    }
    boolean said = false;
    boolean last = false;
    while (!last && !outbox.isEmpty() && to.takes()) {
      Outbox.Line line = outbox.next(ByteBufAllocator.DEFAULT);
      to.write(line);
      said = true;
      last = line.last();
    }
    quiet &= !said;
    if (last) {
      finish();
    } else if (said && !to.isStreaming()) {
      to.end();
      letGo();
    } else {
      to.flush();
      noteWritability();
    }
  }

  @Override
  protected long queuedBytes() {
    return outbox.bytes() + (response == null ? 0 : response.pendingBytes());
  }

  /** The client has not asked for the end; whoever still listens is told without the rest. */
  @Override
  protected void cut() {
    XhrResponse to = response;
    outbox.dropMessages();
    while (to != null && !outbox.isEmpty()) {
      to.write(outbox.next(ByteBufAllocator.DEFAULT));
    }
    finish();
  }
}
