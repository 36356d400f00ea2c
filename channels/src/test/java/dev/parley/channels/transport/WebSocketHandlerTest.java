package dev.parley.channels.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.app.App;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open WebSocket, byte by byte. */
class WebSocketHandlerTest {
  private static final String UPGRADE =
      """
      GET /app/key?protocol=7 HTTP/1.1\r
      Host: x\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final RealtimeNode node =
      new RealtimeNode(
          NodeSettings.of(1),
          new FixedApps(List.of(App.of("1", "key", "secret"))),
          InstantSource.system());
  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec());

  @BeforeEach
  void connect() {
    node.install(channel.pipeline());
    channel.writeInbound(Unpooled.copiedBuffer(UPGRADE, US_ASCII));
    assertThat(new String(read(), UTF_8)).contains("101", "pusher:connection_established");
  }

  @AfterEach
  void stop() {
    assertThat(channel.finishAndReleaseAll()).isIn(true, false);
    node.close();
  }

  @Test
  void shouldAnswerAMessageInManyFragments() {
    byte[] ping = "{\"event\":\"pusher:ping\"}".getBytes(US_ASCII);
    for (int i = 0; i < ping.length; i++) {
      int last = i == ping.length - 1 ? 0x80 : 0;
      write(last | (i == 0 ? 1 : 0), 0x81, 0, 0, 0, 0, ping[i]);
      write(0, 0x80, 0, 0, 0, 0); // an empty fragment, which ends nothing
    }
    assertThat(new String(read(), UTF_8)).contains("pusher:pong");
  }

  @Test
  void shouldEndTheStreamBehindItsCloseFrameOnceFramingIsBroken() {
    write(0x83, 0x80, 0, 0, 0, 0); // an opcode that is not one
    byte[] answer = read();
    assertThat(answer).startsWith(0x88, "malformed frame".length() + 2, 1002 >> 8, 1002 & 0xFF);
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void shouldRefuseBinaryMessages() {
    write(0x82, 0x80, 0, 0, 0, 0);
    assertThat(read()).startsWith(0x88).containsSubsequence(1003 >> 8, 1003 & 0xFF);
  }

  @Test
  void shouldAnswerACloseFrameInKindAndHangUp() {
    write(0x88, 0x82, 0, 0, 0, 0, 4000 >> 8, 4000 & 0xFF);
    assertThat(read()).containsExactly(0x88, 2, 4000 >> 8, 4000 & 0xFF);
    assertThat(channel.isActive()).isFalse();
  }

  private void write(int... bytes) {
    ByteBuf buffer = channel.alloc().buffer(bytes.length);
    for (int b : bytes) {
      buffer.writeByte(b);
    }
    channel.writeInbound(buffer);
    channel.runPendingTasks();
  }

  private byte[] read() {
    channel.runPendingTasks();
    var all = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(MessageAssembler.bytes(part));
      part.release();
    }
    return all.toByteArray();
  }
}
