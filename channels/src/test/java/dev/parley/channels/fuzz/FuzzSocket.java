package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.channels.node.RealtimeNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client without a network: what it writes reaches the node's handlers at once. */
final class FuzzSocket {
  /** A JSON string with this text stands for the signature that belongs there. */
  static final String SIGN = "\"SIGN\"";

  private static final String UPGRADE =
      """
      GET /app/key?protocol=7&client=fuzz HTTP/1.1\r
      Host: x\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      Sec-WebSocket-Version: 13\r
      """;

  private final Runnable loop;
  private final EmbeddedChannel channel;
  private final ServerFrames received = new ServerFrames();
  private String socketId = "";
  private long bytesOut;

  /**
   * A connection nothing has been sent on.
   *
   * @param loop does what is left to do on the node's loop, which is that of its first connection
   */
  FuzzSocket(RealtimeNode node, Runnable loop) {
    this.loop = loop;
    channel = new EmbeddedChannel(new HttpServerCodec(), new Elsewhere());
    node.install(channel.pipeline());
  }

  /** Stands where the product has its controllers. */
  private static final class Elsewhere extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
      if (part.decoderResult().isFailure()) {
        ctx.close();
      } else if (part instanceof LastHttpContent) {
        var response =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        ctx.writeAndFlush(response);
      }
    }
  }

  void upgrade() {
    upgrade("");
  }

  /** Upgrades with more header lines, each with its line end. */
  void upgrade(String headers) {
    write((UPGRADE + headers + "\r\n").getBytes(ISO_8859_1));
    byte[] answer = takeOutbound();
    String head = new String(answer, ISO_8859_1);
    int end = head.indexOf("\r\n\r\n") + 4;
    if (!head.startsWith("HTTP/1.1 101") || end < 4) {
      throw new AssertionError("not upgraded: " + head);
    }
    received.add(java.util.Arrays.copyOfRange(answer, end, answer.length));
    String greeting = received.frames().getLast().text();
    String data = JsonParser.parseString(greeting).getAsJsonObject().get("data").getAsString();
    socketId = JsonParser.parseString(data).getAsJsonObject().get("socket_id").getAsString();
  }

  /** Bytes as they come from the network, before or after an upgrade. */
  void write(byte[] bytes) {
    if (channel.isActive()) {
      channel.writeInbound(channel.alloc().buffer(bytes.length).writeBytes(bytes));
    }
    runTasks();
  }

  /** Writes frames and reads whatever the server says to them. */
  void writeFrames(byte[] bytes) {
    write(bytes);
    received.add(takeOutbound());
  }

  void sendText(String text) {
    writeFrames(frame(0x81, signed(text).getBytes(UTF_8)));
  }

  /** Shows that the client is there. */
  void pongs() {
    writeFrames(frame(0x8A, new byte[0]));
  }

  /** Whether the server still answers a ping; a connection that was closed need not. */
  boolean answersPing() {
    byte[] payload = "still there?".getBytes(UTF_8);
    writeFrames(frame(0x89, payload));
    if (received.isClosed() || !channel.isActive()) {
      return true;
    }
    ServerFrames.Frame last = received.frames().getLast();
    return last.first() == ServerFrames.PONG && last.text().equals("still there?");
  }

  /** Lets both ends finish what they are doing. */
  void settle() {
    runTasks();
    received.add(takeOutbound());
  }

  private void runTasks() {
    loop.run();
    channel.runPendingTasks();
    channel.checkException();
  }

  /** The client is gone without a word, and does not come back to a session it had over HTTP. */
  void close() {
    channel.unsafe().close(channel.voidPromise()); // the channel's own way forgets all timers
    runTasks();
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runScheduledPendingTasks();
    channel.finishAndReleaseAll();
    channel.checkException();
  }

  boolean isOpen() {
    return channel.isActive() && !received.isClosed();
  }

  ServerFrames received() {
    return received;
  }

  /** Bytes the server has sent since the client came. */
  long bytesOut() {
    return bytesOut;
  }

  byte[] takeOutbound() {
    byte[] all = {};
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      byte[] bytes = ByteBufUtil.getBytes(part);
      part.release();
      int before = all.length;
      all = java.util.Arrays.copyOf(all, before + bytes.length);
      System.arraycopy(bytes, 0, all, before, bytes.length);
    }
    bytesOut += all.length;
    return all;
  }

  /** One frame as clients send it, masked with zeros so that its bytes can be read. */
  static byte[] frame(int first, byte[] payload) {
    int length = payload.length;
    var out = new java.io.ByteArrayOutputStream(length + 14);
    out.write(first);
    if (length < 126) {
      out.write(0x80 | length);
    } else if (length <= 0xFFFF) {
      out.write(0x80 | 126);
      out.write(length >> 8);
      out.write(length);
    } else {
      out.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) length >> shift));
      }
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** The text with the right signature where it asks for one. */
  private String signed(String text) {
    if (!text.contains(SIGN)) {
      return text;
    }
    JsonObject data =
        SecondOpinion.read(text)
            .filter(JsonElement::isJsonObject)
            .map(message -> message.getAsJsonObject().get("data"))
            .filter(JsonElement::isJsonObject)
            .map(JsonElement::getAsJsonObject)
            .orElse(null);
    if (data == null) {
      return text;
    }
    String userData = string(data, "user_data");
    String channelData = string(data, "channel_data");
    String signed =
        userData.isEmpty()
            ? socketId
                + ":"
                + string(data, "channel")
                + (channelData.isEmpty() ? "" : ":" + channelData)
            : socketId + "::user::" + userData;
    String auth = FuzzNode.KEY + ":" + hmac(FuzzNode.SECRET, signed);
    return text.replace(SIGN, "\"" + auth + "\"");
  }

  private static String string(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
