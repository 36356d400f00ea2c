package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what a server sends on a WebSocket and holds it against the rules: whole unmasked frames,
 * envelopes that every client understands, nothing behind a close frame.
 */
final class ServerFrames {
  static final int TEXT = 0x81;
  static final int COMPRESSED = 0xC1;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  private static final int INTERNAL_ERROR = 1011;

  /** One frame; {@code first} is its first byte. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Frame(int first, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }
  }

  private final List<Frame> frames = new ArrayList<>();
  private byte[] partial = {};
  private boolean closed;

  /** Takes bytes off the wire. */
  void add(byte[] bytes) {
    byte[] all = Arrays.copyOf(partial, partial.length + bytes.length);
    System.arraycopy(bytes, 0, all, partial.length, bytes.length);
    ByteBuffer in = ByteBuffer.wrap(all);
    int start = 0;
    while (in.remaining() >= 2) {
      int first = Byte.toUnsignedInt(in.get());
      long length = Byte.toUnsignedInt(in.get());
      if (length == 126 && in.remaining() >= 2) {
        length = Short.toUnsignedInt(in.getShort());
      } else if (length == 127 && in.remaining() >= 8) {
        length = in.getLong();
      } else if (length >= 126) {
        break;
      }
      if (length > in.remaining()) {
        break;
      }
      byte[] payload = new byte[(int) length];
      in.get(payload);
      start = in.position();
      take(new Frame(first, payload));
    }
    partial = Arrays.copyOfRange(all, start, all.length);
  }

  private void take(Frame frame) {
    if (closed) {
      throw new AssertionError("sent behind a close frame: " + frame.text());
    }
    switch (frame.first()) {
      case TEXT -> checkEnvelope(frame.payload());
      case COMPRESSED -> checkEnvelope(inflated(frame.payload()));
      case CLOSE -> checkClose(frame.payload());
      case PING, PONG -> checkControl(frame.payload());
      default -> throw new AssertionError("a frame of no known kind: " + frame.first());
    }
    closed = frame.first() == CLOSE;
    frames.add(frame);
  }

  /** RFC 7692, 7.2.2: the empty block that the sender left out is put back. */
  private static byte[] inflated(byte[] payload) {
    byte[] whole = Arrays.copyOf(payload, payload.length + 4);
    whole[whole.length - 2] = (byte) 0xFF;
    whole[whole.length - 1] = (byte) 0xFF;
    byte[] out = new byte[1 << 20];
    try (var inflater = new Inflater(true)) {
      inflater.setInput(whole);
      return Arrays.copyOf(out, inflater.inflate(out));
    } catch (DataFormatException e) {
      throw new AssertionError("sent what cannot be inflated", e);
    }
  }

  private static void checkControl(byte[] payload) {
    if (payload.length > 125) {
      throw new AssertionError("control frame of " + payload.length + " bytes");
    }
  }

  private static void checkClose(byte[] payload) {
    checkControl(payload);
    if (payload.length == 1) {
      throw new AssertionError("close frame with half a code");
    }
    if (payload.length >= 2) {
      int code = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
      if (code == INTERNAL_ERROR) {
        throw new AssertionError("the server failed inside");
      }
      strictText(Arrays.copyOfRange(payload, 2, payload.length));
    }
  }

  private static void checkEnvelope(byte[] payload) {
    String text = strictText(payload);
    JsonObject message =
        SecondOpinion.read(text)
            .filter(JsonElement::isJsonObject)
            .map(JsonElement::getAsJsonObject)
            .orElseThrow(() -> new AssertionError("not a JSON object: " + text));
    require(isString(message.get("event")), "event", text);
    boolean error = message.get("event").getAsString().equals("pusher:error");
    JsonElement data = message.get("data");
    require(error ? data.isJsonObject() : isString(data), "data", text);
    require(!message.has("channel") || isString(message.get("channel")), "channel", text);
    require(!message.has("user_id") || isString(message.get("user_id")), "user_id", text);
  }

  private static boolean isString(JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
  }

  private static void require(boolean holds, String field, String text) {
    if (!holds) {
      throw new AssertionError("wrong " + field + " in " + text);
    }
  }

  private static String strictText(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("sent text that is no UTF-8", e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether the stream ends between frames. */
  boolean isWhole() {
    return partial.length == 0;
  }

  List<Frame> frames() {
    return frames;
  }
}
