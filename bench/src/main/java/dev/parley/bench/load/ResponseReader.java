package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes HTTP/1.1 responses off a stream of bytes that may split and join them anywhere. */
final class ResponseReader {

  /** Receives each complete response. */
  interface Sink {
    void response(int status, String body);
  }

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNKED =
      "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);
  private static final int INCOMPLETE = -1;

  private byte[] bytes = new byte[8192];
  private int size;
  private int bodyFrom;
  private int bodyTo;

  /** Takes all bytes between the buffer's position and its limit. */
  void take(ByteBuffer in, Sink sink) {
    int added = in.remaining();
    if (size + added > bytes.length) {
      bytes = Arrays.copyOf(bytes, (size + added) * 2);
    }
    in.get(bytes, size, added);
    size += added;
    int from = 0;
    while (from < size) {
      int end = endOfResponse(from);
      if (end == INCOMPLETE) {
        break;
      }
      int status = (bytes[from + 9] - '0') * 100 + number(from + 10);
      // Only the text of a refusal is of interest; a success is `{}` millions of times over.
      sink.response(status, status / 100 == 2 ? "" : text(bodyFrom, bodyTo));
      from = end;
    }
    System.arraycopy(bytes, from, bytes, 0, size - from);
    size -= from;
  }

  private int endOfResponse(int from) {
    int contentLength = 0;
    boolean chunked = false;
    for (int line = from; ; ) {
      int next = endOfLine(line);
      if (next == INCOMPLETE) {
        return INCOMPLETE;
      }
      if (next - line == 2) {
        bodyFrom = next;
        break;
      }
      if (startsWith(line, LENGTH)) {
        contentLength = number(line + LENGTH.length);
      }
      chunked |= startsWith(line, CHUNKED);
      line = next;
    }
    bodyTo = chunked ? endOfChunks(bodyFrom) : bodyFrom + contentLength;
    return bodyTo <= size ? bodyTo : INCOMPLETE;
  }

  private int endOfChunks(int from) {
    int at = from;
    while (true) {
      int data = endOfLine(at);
      if (data == INCOMPLETE) {
        return INCOMPLETE;
      }
      int length = Integer.parseInt(text(at, data - 2).split(";", 2)[0].strip(), 16);
      at = data + length + 2;
      if (at > size) {
        return INCOMPLETE;
      }
      if (length == 0) {
        return at;
      }
    }
  }

  /** Position behind the line's LF. */
  private int endOfLine(int from) {
    for (int at = from; at < size; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return INCOMPLETE;
  }

  private boolean startsWith(int from, byte[] lowerCase) {
    if (from + lowerCase.length > size) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from + i] | 0x20) != (lowerCase[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private int number(int from) {
    int at = from;
    while (bytes[at] == ' ') {
      at++;
    }
    int number = 0;
    for (; at < size && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return number;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
