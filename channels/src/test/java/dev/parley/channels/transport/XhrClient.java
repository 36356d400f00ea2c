package dev.parley.channels.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.channels.node.RealtimeNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One HTTP connection to a node, with the answers that came over it. */
final class XhrClient implements AutoCloseable {
  private final OneByOne server = new OneByOne();
  private final EmbeddedChannel decoder = new EmbeddedChannel(new HttpResponseDecoder());
  private final List<Answer> answers = new ArrayList<>();

  /** An answer, maybe unfinished. */
  static final class Answer {
    final HttpResponse head;
    final StringBuilder body = new StringBuilder();
    boolean ended;

    Answer(HttpResponse head) {
      this.head = head;
    }

    int status() {
      return head.status().code();
    }

    String header(String name) {
      return String.valueOf(head.headers().get(name));
    }
  }

  /** Runs tasks as an event loop does: never one inside another. */
  private static final class OneByOne extends EmbeddedChannel {
    private boolean running;

    OneByOne() {
      super(new HttpServerCodec());
    }

    @Override
    public void runPendingTasks() {
      if (!running) {
        running = true;
        super.runPendingTasks();
        running = false;
      }
    }

    void pass(long millis) {
      advanceTimeBy(millis, TimeUnit.MILLISECONDS);
      runPendingTasks(); // those that are due included
    }
  }

  XhrClient(RealtimeNode node) {
    node.install(server.pipeline());
  }

  void post(String path, String body) {
    request("POST", path, "Origin: https://page.example\r\n", body);
  }

  void request(String method, String path, String headers, String body) {
    write(
        "%s %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, headers, body.getBytes(UTF_8).length, body));
  }

  void write(String text) {
    server.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    run();
  }

  /** Lets the loop do what it has to, and reads what came. */
  void run() {
    server.runPendingTasks();
    for (ByteBuf part = server.readOutbound(); part != null; part = server.readOutbound()) {
      decoder.writeInbound(part);
    }
    for (Object part = decoder.readInbound(); part != null; part = decoder.readInbound()) {
      take(part);
    }
  }

  /** Moves the loop's clock. */
  void pass(long millis) {
    server.pass(millis);
    run();
  }

  private void take(Object part) {
    if (part instanceof HttpResponse head) {
      answers.add(new Answer(head));
    }
    if (part instanceof HttpContent content) {
      answers.getLast().body.append(content.content().toString(UTF_8));
      answers.getLast().ended = content instanceof LastHttpContent;
    }
    ReferenceCountUtil.release(part);
  }

  Answer last() {
    return answers.getLast();
  }

  int count() {
    return answers.size();
  }

  boolean isClosedWith(String frame) {
    return last().ended && last().body.toString().contains(frame);
  }

  boolean isOpen() {
    return server.isActive();
  }

  /** Makes the socket take bytes, or not. */
  void setWritable(boolean writable) {
    server.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    run();
  }

  @Override
  public void close() {
    server.finishAndReleaseAll();
    decoder.finishAndReleaseAll();
  }
}
