package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client without a library: says what a test tells it to and expects what the test expects, frame
 * by frame and in order. Subscription counts are passed over unless asked for, because the
 * checklist's app has them on. For one thread.
 */
public final class Probe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Wire wire;
  private final Upgrade upgrade;
  private final Inbox inbox;
  private boolean counts;
  private String socketId = "";
  private @Nullable String fence;

  Probe(Wire wire, Upgrade upgrade, boolean answerPings) {
    this.wire = wire;
    this.upgrade = upgrade;
    this.inbox = new Inbox(wire, answerPings);
  }

  public Upgrade upgrade() {
    return upgrade;
  }

  public String socketId() {
    return socketId;
  }

  /** Lets subscription counts through to the expectations. */
  public Probe withCounts() {
    counts = true;
    return this;
  }

  // Saying

  public void send(String text) {
    sendRaw(Wire.frame(Wire.TEXT, true, text.getBytes(UTF_8)));
  }

  /** A message as pusher-js builds it; {@code dataJson} is JSON text. */
  public void send(String event, String dataJson) {
    send("{\"event\":%s,\"data\":%s}".formatted(Json.literal(event), dataJson));
  }

  /** An event to other subscribers; {@code dataJson} is JSON text. */
  public void trigger(String event, String channel, String dataJson) {
    send(
        "{\"event\":%s,\"channel\":%s,\"data\":%s}"
            .formatted(Json.literal(event), Json.literal(channel), dataJson));
  }

  /** The text in as many fragments as there are parts, with a control ping between them. */
  public void sendFragments(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      int opcode = i == 0 ? Wire.TEXT : Wire.CONTINUATION;
      sendRaw(Wire.frame(opcode, i == parts.length - 1, parts[i].getBytes(UTF_8)));
      if (i < parts.length - 1) {
        ping("between");
      }
    }
  }

  public void sendBinary(byte[] payload) {
    sendRaw(Wire.frame(Wire.BINARY, true, payload));
  }

  public void ping(String payload) {
    sendRaw(Wire.frame(Wire.PING, true, payload.getBytes(UTF_8)));
  }

  public void sendClose(int code) {
    inbox.closing();
    sendRaw(Wire.frame(Wire.CLOSE, true, ByteBuffer.allocate(2).putShort((short) code).array()));
  }

  /** The head and the first half of a frame, and never the rest. */
  public void sendHalfAFrame(String text) {
    byte[] frame = Wire.frame(Wire.TEXT, true, text.getBytes(UTF_8));
    sendRaw(Arrays.copyOf(frame, frame.length / 2));
  }

  /** Claims a payload of the given length and sends only its head. */
  public void announce(int length) {
    byte[] head = Arrays.copyOf(Wire.frame(Wire.TEXT, true, new byte[0]), 14);
    head[1] = (byte) (0x80 | 127);
    ByteBuffer.wrap(head).putLong(2, length);
    sendRaw(head);
  }

  public void sendRaw(byte[] bytes) {
    try {
      wire.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Expecting

  /** Takes the next message, which has to be this event. */
  public Frame expect(String event) {
    return expect(event, PATIENCE);
  }

  public Frame expect(String event, Duration patience) {
    Incoming next = next(patience);
    if (next instanceof Incoming.Text(Frame frame) && frame.event().equals(event)) {
      return frame;
    }
    throw new AssertionError("expected " + event + ", got " + next);
  }

  public Frame expect(String event, String channel) {
    Frame frame = expect(event);
    assertThat(frame.channel()).as("channel of %s", frame.text()).isEqualTo(channel);
    return frame;
  }

  public Frame expectEstablished() {
    Frame frame = expect("pusher:connection_established");
    socketId = frame.data().path("socket_id").asText();
    return frame;
  }

  /** A {@code pusher:error} with this code, null for the errors that refuse but do not close. */
  public Frame expectError(@Nullable Integer code) {
    Frame frame = expect("pusher:error");
    assertThat(frame.errorCode()).as("code of %s", frame.text()).isEqualTo(code);
    return frame;
  }

  /**
   * Both frames of a refused subscription, in either order; the connection stays open.
   *
   * @return the {@code pusher:subscription_error}
   */
  public Frame expectRefused(String channel) {
    Frame first = expectAny();
    Frame second = expectAny();
    boolean errorFirst = first.event().equals("pusher:error");
    Frame error = errorFirst ? first : second;
    Frame refusal = errorFirst ? second : first;
    assertThat(error.event())
        .as("one of %s, %s", first.text(), second.text())
        .isEqualTo("pusher:error");
    assertThat(error.errorCode()).isNull();
    assertThat(error.errorMessage()).isNotBlank();
    assertThat(refusal.event()).isEqualTo("pusher:subscription_error");
    assertThat(refusal.channel()).isEqualTo(channel);
    return refusal;
  }

  /** Takes the next message, whatever it is. */
  public Frame expectAny() {
    Incoming next = next(PATIENCE);
    if (next instanceof Incoming.Text(Frame frame)) {
      return frame;
    }
    throw new AssertionError("expected a message, got " + next);
  }

  public String expectClose(int code) {
    Incoming next = next(PATIENCE);
    if (next instanceof Incoming.Close(int got, String reason) && got == code) {
      return reason;
    }
    throw new AssertionError("expected close " + code + ", got " + next);
  }

  /** Error, then close, with the same code: how every fatal refusal is told. */
  public Frame expectFatal(int code) {
    Frame error = expectError(code);
    assertThat(expectClose(code).getBytes(UTF_8).length).isLessThanOrEqualTo(123);
    return error;
  }

  /** The socket ends, with or without a close frame before it. */
  public void expectGone() {
    Incoming next = next(PATIENCE);
    while (!(next instanceof Incoming.Gone)) {
      next = next(PATIENCE);
    }
  }

  /** The payload of the next control pong. */
  public String expectPong() {
    return poll(inbox.pongs, PATIENCE, "a control pong");
  }

  /** The payload of the next control ping. */
  public String expectPing(Duration patience) {
    return poll(inbox.pings, patience, "a control ping");
  }

  /** How many control pings came and were not yet expected. */
  public int pingsSeen() {
    return inbox.pings.size();
  }

  /** Nothing was sent before the server took what this probe said last. */
  public void expectNothing() {
    send("pusher:ping", "{}");
    expect("pusher:pong");
  }

  /** Nothing was sent before an event published now: also sees what other connections caused. */
  public void expectNothing(SignedApi api) {
    String channel = fence;
    if (channel == null) {
      channel = "fence-" + UUID.randomUUID();
      fence = channel;
      join(channel);
    }
    api.publish(channel, "fence", "{}").expectOk();
    expect("fence", channel);
    // events of other channels may share the fence's flush and come behind it; a pong may not
    expectNothing();
  }

  /** Takes messages until this event comes; for talks whose middle does not matter. */
  public Frame skipTo(String event) {
    while (true) {
      if (next(PATIENCE) instanceof Incoming.Text(Frame frame) && frame.event().equals(event)) {
        return frame;
      }
    }
  }

  private Incoming next(Duration patience) {
    while (true) {
      Incoming next = poll(inbox.messages, patience, "a message");
      boolean count =
          next instanceof Incoming.Text(Frame frame)
              && frame.event().equals("pusher_internal:subscription_count");
      if (counts || !count) {
        if (next instanceof Incoming.Broken(String rule)) {
          throw new AssertionError("envelope rule broken: " + rule);
        }
        return next;
      }
    }
  }

  private static <T> T poll(
      java.util.concurrent.BlockingQueue<T> queue, Duration patience, String what) {
    try {
      T next = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new AssertionError("waited " + patience + " for " + what);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  // Short talks that most tests begin with

  /** Asks for a channel, signed as its kind demands, without member data. */
  public void subscribe(String channel) {
    boolean open = !channel.startsWith("private-") && !channel.startsWith("presence-");
    subscribe(channel, open ? "" : Auth.channel(socketId, channel));
  }

  public void subscribe(String channel, String auth) {
    send(
        "pusher:subscribe",
        "{\"channel\":%s,\"auth\":%s}".formatted(Json.literal(channel), Json.literal(auth)));
  }

  public void subscribeMember(String channel, String channelData) {
    send(
        "pusher:subscribe",
        "{\"channel\":%s,\"auth\":%s,\"channel_data\":%s}"
            .formatted(
                Json.literal(channel),
                Json.literal(Auth.member(socketId, channel, channelData)),
                Json.literal(channelData)));
  }

  public Frame join(String channel) {
    subscribe(channel);
    return expect("pusher_internal:subscription_succeeded", channel);
  }

  /** Joins a presence channel under a user id, with a name as info. */
  public Frame joinAs(String channel, String userId) {
    return joinMember(
        channel,
        "{\"user_id\":%s,\"user_info\":{\"name\":%s}}"
            .formatted(Json.literal(userId), Json.literal("N" + userId)));
  }

  public Frame joinMember(String channel, String channelData) {
    subscribeMember(channel, channelData);
    return expect("pusher_internal:subscription_succeeded", channel);
  }

  public void leave(String channel) {
    send("pusher:unsubscribe", "{\"channel\":%s}".formatted(Json.literal(channel)));
  }

  public void askToSignIn(String userData) {
    send(
        "pusher:signin",
        "{\"auth\":%s,\"user_data\":%s}"
            .formatted(Json.literal(Auth.user(socketId, userData)), Json.literal(userData)));
  }

  public Frame signIn(String userData) {
    askToSignIn(userData);
    return expect("pusher:signin_success");
  }

  // Ending

  /** Stops taking bytes from the socket until {@link #readAgain}. */
  public void stopReading() {
    inbox.pause();
  }

  public void readAgain() {
    inbox.resume();
  }

  /** Cuts the connection with a TCP reset: no close frame, no FIN. */
  public void reset() {
    try {
      wire.socket.setSoLinger(true, 0);
      wire.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops the connection without a close frame. */
  @Override
  public void close() {
    try {
      wire.socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
