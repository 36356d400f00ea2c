package dev.parley.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Writes the bodies of publish requests into one reused array. */
final class EventWriter {
  private static final byte[] BATCH_OPEN = ascii("{\"batch\":[");
  private static final byte[] BATCH_CLOSE = ascii("]}");
  private static final byte[] EVENT_CLOSE = ascii("\"}");

  private final byte[][] opens;
  private byte[] body = new byte[4096];
  private int length;

  EventWriter(Layout layout) {
    opens =
        IntStream.range(0, layout.channels())
            .mapToObj(layout::channelName)
            .map(name -> "{\"name\":\"bench-event\",\"channel\":\"" + name + "\",\"data\":\"")
            .map(EventWriter::ascii)
            .toArray(byte[][]::new);
  }

  void begin() {
    length = 0;
  }

  void beginBatch() {
    begin();
    append(BATCH_OPEN);
  }

  /**
   * Adds an event.
   *
   * @param dataBytes size of its data; at least that of a stamp is used
   */
  void event(int channel, int sequence, long micros, int dataBytes) {
    int size = Math.max(dataBytes, Stamp.SIZE);
    if (length > BATCH_OPEN.length) {
      append((byte) ',');
    }
    append(opens[channel]);
    reserve(size);
    Stamp.write(body, length, channel, sequence, micros);
    Arrays.fill(body, length + Stamp.SIZE, length + size, (byte) 'x');
    length += size;
    append(EVENT_CLOSE);
  }

  void endBatch() {
    append(BATCH_CLOSE);
  }

  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }

  private void append(byte... bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, body, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (length + more > body.length) {
      body = Arrays.copyOf(body, (length + more) * 2);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
