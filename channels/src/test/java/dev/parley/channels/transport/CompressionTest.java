package dev.parley.channels.transport;

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
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** permessage-deflate, with the platform's own compressor at the other end. */
class CompressionTest {
  private static final String OFFER =
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
  private static final String LONG = "long and repetitive, ".repeat(100);

  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec());
  private RealtimeNode node = node(true);

  private static RealtimeNode node(boolean compression) {
    return new RealtimeNode(
        NodeSettings.of(1).withCompression(compression),
        new FixedApps(List.of(App.of("1", "key", "secret"))),
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    channel.finishAndReleaseAll();
    node.close();
  }

  @Test
  void shouldDemandThatNothingIsRemembered() {
    assertThat(handshake(OFFER))
        .contains(
            "sec-websocket-extensions: permessage-deflate;"
                + " client_no_context_takeover; server_no_context_takeover\r\n");
  }

  @Test
  void shouldNotAnswerWhatWasNotOffered() {
    assertThat(handshake("")).contains("101").doesNotContain("extensions");
  }

  @Test
  void shouldDeclineASmallerWindowThanItCanUse() {
    assertThat(
            handshake("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9\r\n"))
        .contains("101")
        .doesNotContain("extensions");
  }

  @Test
  void shouldIgnoreOffersWhereItIsOff() {
    node.close();
    node = node(false);
    assertThat(handshake(OFFER)).contains("101").doesNotContain("extensions");
  }

  @Test
  void shouldSendLongMessagesCompressedAndShortOnesPlain() throws DataFormatException {
    handshake(OFFER);
    write(0x81, "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\"}}");
    read();
    node.publish("1", "a", "e", LONG);
    node.publish("1", "a", "e", LONG + "2");
    channel.runPendingTasks();
    ByteBuf both = Unpooled.wrappedBuffer(read());
    assertThat(both.readableBytes()).isLessThan(LONG.length());
    assertThat(inflate(frame(both, 0xC1))).endsWith(LONG + "\"}");
    assertThat(inflate(frame(both, 0xC1))).endsWith(LONG + "2\"}");
    node.publish("1", "a", "e", "short");
    channel.runPendingTasks();
    assertThat(frame(Unpooled.wrappedBuffer(read()), 0x81))
        .asString(StandardCharsets.UTF_8)
        .contains("short");
  }

  @Test
  void shouldReadCompressedMessages() {
    handshake(OFFER);
    String json =
        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\",\"x\":\"%s\"}}"
            .formatted(LONG);
    write(0xC1, deflate(json));
    assertThat(new String(read(), StandardCharsets.UTF_8)).contains("subscription_succeeded");
  }

  @Test
  void shouldRefuseAMessageThatUnpacksBeyondTheLimit() {
    handshake(OFFER);
    write(0xC1, deflate("x".repeat(10_000_000)));
    byte[] answer = read();
    assertThat(answer[0]).isEqualTo((byte) 0x88);
    assertThat(((answer[2] & 0xFF) << 8) | (answer[3] & 0xFF)).isEqualTo(1009);
  }

  private String handshake(String extensions) {
    node.install(channel.pipeline());
    String head =
        """
        GET /app/key?protocol=7 HTTP/1.1\r
        Host: x\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Version: 13\r
        """;
    channel.writeInbound(
        Unpooled.copiedBuffer(head + extensions + "\r\n", StandardCharsets.US_ASCII));
    channel.runPendingTasks();
    return new String(read(), StandardCharsets.UTF_8);
  }

  private void write(int firstByte, String text) {
    write(firstByte, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A frame masked with zeros. */
  private void write(int firstByte, byte[] payload) {
    ByteBuf frame = Unpooled.buffer().writeByte(firstByte);
    if (payload.length < 126) {
      frame.writeByte(0x80 | payload.length);
    } else {
      frame.writeByte(0x80 | 126).writeShort(payload.length);
    }
    channel.writeInbound(frame.writeInt(0).writeBytes(payload));
    channel.runPendingTasks();
  }

  private byte[] read() {
    var all = new ByteArrayOutputStream();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      byte[] bytes = new byte[part.readableBytes()];
      part.readBytes(bytes);
      all.writeBytes(bytes);
      part.release();
    }
    return all.toByteArray();
  }

  private static byte[] frame(ByteBuf frames, int firstByte) {
    assertThat(frames.readUnsignedByte()).isEqualTo((short) firstByte);
    int length = frames.readUnsignedByte();
    byte[] payload = new byte[length == 126 ? frames.readUnsignedShort() : length];
    frames.readBytes(payload);
    return payload;
  }

  private static byte[] deflate(String text) {
    try (var deflater = new Deflater(9, true)) {
      deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
      byte[] out = new byte[text.length() + 64];
      int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return java.util.Arrays.copyOf(out, size - 4);
    }
  }

  private static String inflate(byte[] payload) throws DataFormatException {
    try (var inflater = new Inflater(true)) {
      byte[] whole = java.util.Arrays.copyOf(payload, payload.length + 4);
      whole[payload.length + 2] = (byte) 0xFF;
      whole[payload.length + 3] = (byte) 0xFF;
      inflater.setInput(whole);
      byte[] out = new byte[1_000_000];
      return new String(out, 0, inflater.inflate(out), StandardCharsets.UTF_8);
    }
  }
}
