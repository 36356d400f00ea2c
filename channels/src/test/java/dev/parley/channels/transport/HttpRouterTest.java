package dev.parley.channels.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The router beside handlers that answer late, as controllers on other threads do. */
class HttpRouterTest {
  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(1)
              .withLimits(
                  Limits.DEFAULTS
                      .with(Limit.API_BODY_BYTES, 16_384)
                      .with(Limit.API_HELD_MESSAGES, 16)),
          new FixedApps(List.of(App.of("1", "key", "secret"))),
          InstantSource.system());
  private final LateHandler late = new LateHandler();
  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec(), late);

  /** Remembers requests until the test lets it answer one. */
  private static final class LateHandler extends ChannelInboundHandlerAdapter {
    final Queue<ChannelHandlerContext> waiting = new ArrayDeque<>();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (msg instanceof LastHttpContent) {
        waiting.add(ctx);
      }
      ReferenceCountUtil.release(msg);
    }

    void answer(String body) {
      ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
      var response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
      waiting.remove().writeAndFlush(response);
    }
  }

  HttpRouterTest() {
    node.install(channel.pipeline());
  }

  @AfterEach
  void stop() {
    assertThat(channel.finishAndReleaseAll()).isIn(true, false);
    node.close();
  }

  @Test
  void ownAnswersShouldWaitForEarlierOnesOfOthers() {
    write(get("/first") + get("/apps/1/nothing") + get("/second") + get("/apps/1/nothing"));
    assertThat(read()).isEmpty();
    late.answer("first");
    channel.runPendingTasks();
    assertThat(read()).contains("first").contains("no such endpoint").doesNotContain("second");
    late.answer("second");
    channel.runPendingTasks();
    assertThat(read()).contains("second").contains("no such endpoint");
  }

  @Test
  void ownAnswersShouldComeAtOnceWhenNobodyElseIsWorking() {
    write(get("/apps/1/a") + get("/apps/1/b") + get("/app/key"));
    assertThat(read()).containsSubsequence("apps/1/a", "apps/1/b", "426");
  }

  @Test
  void shouldReadBodiesThatComeInPieces() {
    write("POST /apps/1/nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    write("3\r\nabc\r\n");
    assertThat(read()).isEmpty();
    write("1\r\nd\r\n0\r\n\r\n");
    assertThat(read()).contains("404");
  }

  @Test
  void shouldInviteABodyThatWasAnnounced() {
    write(
        "POST /apps/1/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
    assertThat(read()).startsWith("HTTP/1.1 100");
    write("a");
    assertThat(read()).contains("404");
  }

  @Test
  void shouldRefuseALargeBodyAndServeTheNextRequest() {
    write("POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n");
    write("x".repeat(20_000));
    write(get("/apps/1/next"));
    assertThat(read()).containsSubsequence("413", "16384", "apps/1/next");
    assertThat(channel.isActive()).isTrue();
  }

  @Test
  void shouldCutAConnectionThatSendsFarTooMuch() {
    write("POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n");
    for (int i = 0; i < 20 && channel.isActive(); i++) {
      write("x".repeat(16_384));
    }
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldNeverServeARequestWhoseBodyIsMalformed() {
    write("POST /apps/1/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    assertThat(read()).isEmpty();
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldCutAConnectionThatPipelinesWithoutEnd() {
    write(get("/slow"));
    for (int i = 0; i < 20 && channel.isActive(); i++) {
      write(get("/apps/1/x"));
    }
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldAnswerAnUpgradeWhoseQueryIsMalformed() {
    write(
        """
        GET /app/key?protocol=7%&version=% HTTP/1.1\r
        Host: x\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Version: 13\r
        \r
        """);
    assertThat(read()).contains("101", "\"code\":4007");
  }

  @Test
  void shouldCloseAfterTheAnswerWhenTheClientWantsNoMore() {
    write("GET /apps/1/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(read()).contains("connection: close");
    assertThat(channel.isActive()).isFalse();
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private void write(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private String read() {
    var all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return all.toString();
  }
}
