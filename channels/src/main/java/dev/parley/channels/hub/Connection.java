package dev.parley.channels.hub;

import dev.parley.channels.app.Limit;
import dev.parley.channels.presence.UserConnection;
import dev.parley.channels.protocol.ErrorCode;
import dev.parley.channels.protocol.Identity;
import dev.parley.channels.protocol.ServerMessages;
import dev.parley.channels.protocol.SocketId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client. Its state belongs to its loop; {@link #watched} and {@link #terminate} alone may be
 * called from elsewhere. How bytes travel is the transport's part.
 */
public abstract class Connection extends Outlet implements UserConnection {
  private final Hub hub;
  private final LoopShard shard;
  private final AppState app;
  private final SocketId id;
  private final boolean dotNet;
  private final Heartbeat heartbeat;
  private @Nullable SubscriptionSet subscriptions;
  private @Nullable SignIn signIn;
  private @Nullable Set<String> sessions;
  private @Nullable RateBucket clientEvents;
  private @Nullable String address;
  private @Nullable Attendance attendance;
  private boolean counted;
  private boolean authorized;
  private boolean closing;
  private boolean left;
  private boolean gone;
  private boolean slow;
  private boolean behind;
  private boolean lagging;
  private int place = -1;

  /** Who signed in, and whom they watch. */
  private record SignIn(String userId, String info, Set<String> watched) {}

  /**
   * A client that has just been admitted.
   *
   * @param dotNet whether the client needs an internal event to learn of a failed subscription
   */
  protected Connection(Hub hub, LoopShard shard, AppState app, boolean dotNet) {
    super(shard);
    this.hub = hub;
    this.shard = shard;
    this.app = app;
    this.id = hub.newSocketId();
    this.dotNet = dotNet;
    this.heartbeat = new Heartbeat(app, hub.random(), shard.now());
  }

  // What the transport reports

  /** Anything came in, be it data or control. */
  public void onInbound() {
    heartbeat.onInbound(shard.now());
  }

  /** The socket takes bytes again, or stopped taking them. */
  public void onWritability(boolean writable) {
    heartbeat.onWritability(writable, shard.now());
    behind = !writable;
    if (writable && lagging) {
      lagging = false;
      shard.run(this::catchUp);
    }
    if (!writable && !closing) {
      shard.wheel().set(this, shard.now(), heartbeat.nextDelay(shard.now()));
    }
  }

  /** Whether the socket has stopped taking bytes. */
  boolean isBehind() {
    return behind;
  }

  /** A subscription keeps its latest event until the socket takes bytes again. */
  void setLagging() {
    lagging = true;
  }

  private void catchUp() {
    if (subscriptions != null && !isClosing()) {
      subscriptions.copy().forEach(Subscription::catchUp);
    }
  }

  /** The client is gone. */
  public void onClosed() {
    leave();
    gone = true;
    shard.connections().remove(this);
    shard.wheel().cancel(this);
  }

  /** Runs an action on the connection's loop, behind everything handed to it before. */
  protected final void onLoop(Runnable action) {
    shard.run(action);
  }

  // Identity

  public SocketId id() {
    return id;
  }

  public AppState app() {
    return app;
  }

  public boolean isDotNet() {
    return dotNet;
  }

  public boolean isClosing() {
    return closing || gone;
  }

  public @Nullable String userId() {
    return signIn == null ? null : signIn.userId;
  }

  /** The {@code user_info} of the sign-in. */
  public @Nullable String userInfo() {
    return signIn == null ? null : signIn.info;
  }

  boolean isSignedInAs(String userId) {
    return signIn != null && signIn.userId.equals(userId);
  }

  /** Remembers the user; the app's online users hear of it through the hub. */
  void signedIn(String userId, String info, Set<String> watched) {
    signIn = new SignIn(userId, info, watched);
  }

  /** Notes which session access belongs to, so that its end finds this connection. */
  void bind(@Nullable Identity identity) {
    if (identity == null || identity.session() == null || gone) {
      return;
    }
    if (sessions == null) {
      sessions = new HashSet<>(2);
    }
    if (sessions.add(identity.session())) {
      app.addToSession(identity.session(), this);
    }
  }

  /** Whether a signature has let this connection in somewhere. */
  boolean isAuthorized() {
    return authorized;
  }

  void setAuthorized() {
    authorized = true;
    heartbeat.setAuthorized();
  }

  /** Whether it holds a place under the app's quota. */
  boolean isCounted() {
    return counted;
  }

  void setCounted() {
    counted = true;
  }

  /** Where it stands in its loop's list; negative while it does not. */
  int place() {
    return place;
  }

  void setPlace(int place) {
    this.place = place;
  }

  // Subscriptions

  LoopShard shard() {
    return shard;
  }

  SubscriptionSet subscriptions() {
    if (subscriptions == null) {
      subscriptions = new SubscriptionSet();
    }
    return subscriptions;
  }

  /** Whether the signature that let it into the channel allows client events. */
  public boolean maySpeak(String channel) {
    Subscription subscription = subscription(channel);
    return subscription != null && subscription.maySpeak();
  }

  public boolean isSubscribed(String channel) {
    return subscription(channel) != null;
  }

  @Nullable Subscription subscription(String channel) {
    return subscriptions == null ? null : subscriptions.get(channel);
  }

  // Sending

  /** Sends a message to this client alone, at the end of the tick. */
  public void send(byte[] payload) {
    if (isClosing()) {
      return;
    }
    put(payload);
    app.meters().messagesSent(1);
  }

  /** Sends frames that others get too, at the end of the tick. */
  void deliver(SharedFrames frames) {
    if (!isClosing()) {
      put(frames);
    }
  }

  /** Whether frames could leave at once: nothing of this tick or of earlier ones is before them. */
  boolean isReady() {
    return !isClosing() && !behind && isIdle();
  }

  /** Sends frames that others get too, at once, to a client that was ready a moment ago. */
  void deliverNow(SharedFrames frames) {
    if (isClosing()) {
      return;
    }
    putNow(frames);
  }

  /** Remembers where the client comes from; call before it is greeted. */
  public void cameFrom(@Nullable String clientAddress) {
    address = clientAddress;
  }

  /**
   * Counts the client as a visitor of a page, and from now on finds out soon when it is gone.
   *
   * @return false if its address has as many visitors as it may; then it stays where it was
   */
  public boolean visit(String session, String room, int decile) {
    if (isClosing()) {
      return true;
    }
    if (attendance == null) {
      var entering = new Attendance(app, address == null ? "" : address);
      if (!entering.enter(session, room, decile, shard.now())) {
        return false;
      }
      attendance = entering;
      heartbeat.setCounted();
      shard.wheel().set(this, shard.now(), heartbeat.nextDelay(shard.now()));
      return true;
    }
    return attendance.enter(session, room, decile, shard.now());
  }

  /** Tells the client of a mistake; it may go on. */
  public void error(String message) {
    send(ServerMessages.error(message));
  }

  /** Takes one client event from this second's share. */
  public boolean takeClientEvent() {
    if (clientEvents == null) {
      clientEvents = new RateBucket(app.limit(Limit.CLIENT_EVENTS_PER_SECOND), shard.now());
    }
    return clientEvents.take(shard.now());
  }

  @Override
  boolean isGone() {
    return gone;
  }

  @Override
  void checkBacklog() {
    if (!slow && queuedBytes() > app.limit(Limit.OUTGOING_BYTES) && !closing) {
      slow = true;
      shard.run(this::closeSlow); // not now: a topic may be going through its subscribers
    }
  }

  // Ending

  /** Ends the connection: the error as an event, then the close frame with the same code. */
  public void fail(ErrorCode code, String message) {
    if (isClosing()) {
      return;
    }
    send(ServerMessages.error(code, message));
    close(code.code(), message);
  }

  /** Turns away a client that the hub did not take in. */
  public void refuse(ErrorCode code) {
    left = true; // nothing was taken, so nothing is to be handed back
    fail(code, code.text());
  }

  /** Sends a close frame, forgets the subscriptions, and waits a little for the answer. */
  public void close(int code, String reason) {
    if (isClosing()) {
      return;
    }
    closing = true;
    putClose(code, reason);
    leave();
    heartbeat.onClosing(shard.now() + hub.closeLingerNanos());
    shard.wheel().set(this, shard.now(), hub.closeLingerNanos());
  }

  @Override
  public void watched(List<String> online, List<String> offline) {
    byte[] message = ServerMessages.watchlistEvents(online, offline);
    shard.run(() -> send(message));
  }

  @Override
  public void terminate() {
    shard.run(() -> fail(ErrorCode.UNAUTHORIZED, "the user's connections were terminated"));
  }

  private void closeSlow() {
    if (!isClosing()) {
      app.meters().slowDisconnect();
      fail(ErrorCode.OVER_CAPACITY, "client reads too slowly: outgoing buffer is full");
    }
  }

  /** Starts heartbeats and the wait for authorisation; the handshake is done. */
  void begin() {
    shard.connections().add(this);
    shard.wheel().set(this, shard.now(), heartbeat.nextDelay(shard.now()));
  }

  @Override
  void onTimer(long nowNanos) {
    switch (heartbeat.check(nowNanos)) {
      case WAIT -> {}
      case PING -> {
        writePing();
        flush();
      }
      case NO_PONG -> fail(ErrorCode.PONG_TIMEOUT, ErrorCode.PONG_TIMEOUT.text());
      case NOT_AUTHORIZED ->
          fail(ErrorCode.UNAUTHORIZED, "neither signed in nor subscribed to a protected channel");
      case STALLED -> closeSlow();
      case CUT -> cut();
    }
    if (!gone) {
      shard.wheel().set(this, nowNanos, heartbeat.nextDelay(nowNanos));
    }
  }

  private void leave() {
    if (!left) {
      left = true;
      hub.disconnect(this);
    }
  }

  /** What the connection held outside its own state, handed back once. */
  void release() {
    if (subscriptions != null) {
      for (Subscription subscription : subscriptions.copy()) {
        hub.memberships().leave(subscription);
      }
    }
    if (signIn != null) {
      app.users().signOut(this, signIn.userId, signIn.watched);
    }
    if (attendance != null) {
      attendance.leave();
    }
    if (sessions != null) {
      sessions.forEach(session -> app.removeFromSession(session, this));
    }
  }
}
