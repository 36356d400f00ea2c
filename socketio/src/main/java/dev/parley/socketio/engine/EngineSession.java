package dev.parley.socketio.engine;

import dev.parley.channels.hub.AppState;
import dev.parley.channels.hub.Connection;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.SharedFrames;
import dev.parley.channels.protocol.JsonBytes;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client, on whatever transport it has at the moment. Owned by the loop of its first request;
 * the methods under "what transports report" and {@link #execute} may be called from any thread.
 *
 * <p>It is a connection of the node and so under its quotas, heartbeats and drain. What the node
 * says is in the words of another protocol and goes no further; only what the session itself says
 * goes to the client.
 */
public final class EngineSession extends Connection {
  private static final Logger log = LoggerFactory.getLogger(EngineSession.class);
  private static final int NORMAL_CLOSURE = 1000;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int INTERNAL_ERROR = 1011;
  private static final byte[] CLOSE = {'1'};
  private static final byte[] PING = {'2'};
  private static final byte[] NOOP = {'6'};

  private final EventLoop loop;
  private final String sid;
  private final EngineSettings settings;
  private final EngineHandler handler;
  private final Consumer<EngineSession> whenOver;
  private final Outbox outbox = new Outbox();
  private @Nullable PollAnswer poll;
  private volatile @Nullable SocketLine socket; // written on the loop
  private @Nullable ScheduledFuture<?> pings;
  private final AtomicBoolean onTrial = new AtomicBoolean();
  private boolean probing;
  private boolean speaking;
  private boolean stalled;
  private @Nullable Ending ending; // of a client that polls: there is no more to say to it
  private boolean over;

  /** Why the server ends it. */
  private record Ending(int code, String reason) {}

  /**
   * A session that nobody has greeted yet.
   *
   * @param sid what its client names it by, and proves itself with
   * @param whenOver called once on the loop, when no request may find the session any more
   */
  EngineSession(
      Hub hub,
      EventLoop loop,
      AppState app,
      String sid,
      EngineSettings settings,
      Function<EngineSession, EngineHandler> handlers,
      Consumer<EngineSession> whenOver) {
    super(hub, hub.shard(loop), app, false);
    this.loop = loop;
    this.sid = sid;
    this.settings = settings;
    this.whenOver = whenOver;
    this.handler = handlers.apply(this);
  }

  String sid() {
    return sid;
  }

  // What the handler does

  /** Says a packet of Engine.IO, at the end of the tick; call on the loop. */
  public void say(byte[] packet) {
    speaking = true;
    try {
      send(packet);
    } finally {
      speaking = false;
    }
  }

  /** Runs an action on the session's loop, behind everything handed to it before. */
  public void execute(Runnable action) {
    onLoop(action);
  }

  // What transports report

  /** Greets the client; call on the loop, once the hub has taken the session in. */
  void greet(boolean mayUpgrade) {
    var open = new JsonBytes(128).ascii("0{\"sid\":").string(sid);
    open.ascii(mayUpgrade ? ",\"upgrades\":[\"websocket\"]" : ",\"upgrades\":[]");
    open.ascii(",\"pingInterval\":").number(settings.pingMillis());
    open.ascii(",\"pingTimeout\":").number(settings.pongMillis());
    open.ascii(",\"maxPayload\":").number(settings.packetBytes()).ascii("}");
    say(open.toByteArray());
    pings =
        loop.scheduleAtFixedRate(
            () -> say(PING), settings.pingMillis(), settings.pingMillis(), TimeUnit.MILLISECONDS);
  }

  /** The first transport is a WebSocket; call on the loop. */
  void connected(SocketLine line) {
    if (over) {
      line.cut();
      return;
    }
    socket = line;
    outbox.drainTo(line::write);
    line.flush();
  }

  /** A client asks for what was said; call on the loop of its connection. */
  void poll(PollAnswer next) {
    next.takenBy(this);
    onLoop(() -> {
      if (over || socket != null) {
        next.refuse(EngineError.UNKNOWN_SESSION);
      } else if (poll != null) {
        next.refuse(EngineError.BAD_REQUEST);
        close(PROTOCOL_ERROR, "two polls at the same time");
      } else {
        poll = next;
        flush();
        if (probing && poll != null) {
          answer(NOOP); // the client wants its polls to end, to go on elsewhere
        }
      }
    });
  }

  /** The connection of a poll is gone, and with it what it may have been given. */
  void pollLost(PollAnswer lost) {
    onLoop(() -> {
      if (lost.equals(poll)) {
        poll = null;
        finish();
      }
    });
  }

  /** Hears packets in their order. */
  void receive(List<EnginePacket> packets) {
    onLoop(() -> {
      onInbound();
      for (int i = 0; i < packets.size() && !isClosing(); i++) {
        hear(packets.get(i));
      }
    });
  }

  /** The client does not keep to the protocol. */
  void malformed(String problem) {
    onLoop(() -> close(PROTOCOL_ERROR, problem));
  }

  /** A WebSocket works; polls come to their end. */
  void probed() {
    onLoop(() -> {
      probing = true;
      if (poll != null) {
        answer(NOOP);
      }
    });
  }

  /** The client goes on with a WebSocket; since it was probed, no poll has waited. */
  void upgraded(SocketLine line) {
    onLoop(() -> {
      probing = false;
      connected(line);
      Ending end = ending;
      if (end != null) { // the client asks for no more: it hears here what was said last
        line.writeClose(end.code, end.reason);
        line.flush();
        return;
      }
      noteStall();
    });
  }

  /** The WebSocket that was tried is gone, taken or not. */
  void trialEnded() {
    onLoop(() -> {
      probing = false;
      onTrial.set(false);
    });
  }

  /** The WebSocket has told its client why it ends. */
  void broken(int code, String reason) {
    onLoop(() -> close(code, reason));
  }

  /** The transport is gone. */
  void lost() {
    onLoop(this::finish);
  }

  void writability(boolean writable) {
    onLoop(() -> onWritability(writable));
  }

  /** Whether requests are its transport, as far as another thread can tell. */
  boolean isPolling() {
    return socket == null;
  }

  /** Begins to try a WebSocket, unless one is being tried or was taken; from any thread. */
  boolean takeTrial() {
    return socket == null && onTrial.compareAndSet(false, true);
  }

  private void hear(EnginePacket packet) {
    try {
      switch (packet) {
        case EnginePacket.Message(String text) -> handler.onText(text);
        case EnginePacket.Binary(byte[] bytes) -> handler.onBinary(bytes);
        case EnginePacket.Close _ -> leave();
        case EnginePacket.Ping _, EnginePacket.Pong _, EnginePacket.Upgrade _ -> {}
        case EnginePacket.Noop _ -> {}
      }
    } catch (RuntimeException e) {
      log.error("a session failed", e);
      close(INTERNAL_ERROR, "internal error");
    }
  }

  /** The client has said goodbye and hears one, so that a WebSocket ends cleanly (RFC 6455 §7). */
  private void leave() {
    SocketLine line = socket;
    if (line != null) {
      line.writeClose(NORMAL_CLOSURE, "");
    }
    finish();
  }

  private void answer(byte[] body) {
    PollAnswer to = poll;
    poll = null;
    if (to != null) {
      to.give(body);
    }
  }

  /** A client that does not ask for what waits is as slow as one that does not read. */
  private void noteStall() {
    boolean waits = socket == null && poll == null && !outbox.isEmpty();
    if (waits != stalled && !over) {
      stalled = waits;
      onWritability(!waits);
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    if (pings != null) {
      pings.cancel(false);
    }
    whenOver.accept(this);
    answer(outbox.isEmpty() ? NOOP : outbox.drain());
    SocketLine line = socket;
    if (line != null) {
      line.flushAndCut();
    }
    onClosed();
    handler.onClosed();
  }

  // What the hub does

  @Override
  protected void write(byte[] payload) {
    if (speaking) {
      transmit(payload);
    }
  }

  private void transmit(byte[] packet) {
    SocketLine line = socket;
    if (line != null) {
      line.write(packet);
    } else {
      outbox.add(packet);
    }
  }

  @Override
  protected void writeShared(SharedFrames frames) {
    // said to clients of the other protocol
  }

  @Override
  protected boolean canSendShared() {
    return true;
  }

  @Override
  protected boolean sendShared(SharedFrames frames) {
    return true; // nothing of it is for this client
  }

  @Override
  protected void writePing() {
    transmit(PING);
  }

  @Override
  protected void writeClose(int code, String reason) {
    handler.farewell(code, reason).forEach(this::transmit);
    SocketLine line = socket;
    if (line != null) {
      line.writeClose(code, reason);
    } else {
      ending = new Ending(code, reason);
    }
  }

  @Override
  protected void flush() {
    SocketLine line = socket;
    if (line != null) {
      line.flush();
      return;
    }
    if (poll != null && !outbox.isEmpty()) {
      answer(outbox.drain());
    } else if (poll != null && ending != null) {
      // by itself: clients forget what stands before the end in the same body
      answer(CLOSE);
      finish();
    }
    noteStall();
  }

  @Override
  protected long queuedBytes() {
    SocketLine line = socket;
    return line == null ? outbox.bytes() : line.pendingBytes();
  }

  @Override
  protected void cut() {
    finish();
  }
}
