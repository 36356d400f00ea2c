package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a socket on a virtual thread into queues and holds every frame against {@link
 * EnvelopeRules}. Answers control pings and close frames as a client has to, unless told otherwise.
 */
final class Inbox {
  final BlockingQueue<Incoming> messages = new LinkedBlockingQueue<>();
  final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  final BlockingQueue<String> pings = new LinkedBlockingQueue<>();

  private final Wire wire;
  private final boolean answerPings;
  private volatile boolean closing;
  private final ReentrantLock gate = new ReentrantLock();

  Inbox(Wire wire, boolean answerPings) {
    this.wire = wire;
    this.answerPings = answerPings;
    Thread.ofVirtual().name("probe").start(this::run);
  }

  /** The client has sent its close frame, so the server's is not answered with another. */
  void closing() {
    closing = true;
  }

  /** From now on at most one more frame is taken from the socket until {@link #resume}. */
  void pause() {
    gate.lock();
  }

  void resume() {
    gate.unlock();
  }

  private void run() {
    try {
      while (true) {
        Wire.Message message = wire.read();
        gate.lock();
        try {
          take(message);
        } finally {
          gate.unlock();
        }
      }
    } catch (EOFException e) {
      messages.add(new Incoming.Gone("end of stream"));
    } catch (IOException e) {
      messages.add(new Incoming.Gone(String.valueOf(e.getMessage())));
    }
  }

  private void take(Wire.Message message) throws IOException {
    switch (message.opcode()) {
      case Wire.TEXT -> messages.add(text(new String(message.payload(), UTF_8)));
      case Wire.BINARY -> messages.add(new Incoming.Binary(message.payload().length));
      case Wire.PING -> {
        pings.add(new String(message.payload(), UTF_8));
        if (answerPings) {
          wire.write(Wire.frame(Wire.PONG, true, message.payload()));
        }
      }
      case Wire.PONG -> pongs.add(new String(message.payload(), UTF_8));
      case Wire.CLOSE -> close(message.payload());
      default -> messages.add(new Incoming.Broken("opcode " + message.opcode()));
    }
  }

  private static Incoming text(String text) {
    Optional<String> broken = EnvelopeRules.broken(text);
    return broken.isPresent()
        ? new Incoming.Broken(broken.get())
        : new Incoming.Text(Frame.of(text));
  }

  private void close(byte[] payload) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    int code = payload.length >= 2 ? Short.toUnsignedInt(bytes.getShort()) : 1005;
    String reason = UTF_8.decode(bytes).toString();
    messages.add(
        EnvelopeRules.mayClose(code)
            ? new Incoming.Close(code, reason)
            : new Incoming.Broken("closed with " + code));
    if (closing) {
      return;
    }
    try {
      wire.write(Wire.frame(Wire.CLOSE, true, payload));
    } catch (IOException e) {
      // The server may cut the socket right behind its close frame; the reader will see that.
      messages.add(new Incoming.Gone(String.valueOf(e.getMessage())));
    }
  }
}
