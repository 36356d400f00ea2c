package dev.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What every event's data begins with, so that a delivery can be accounted for without parsing
 * JSON: {@code ~parley~}, channel (8 digits), sequence number within the channel (8 digits), time
 * of sending in microseconds (16 digits). All ASCII that JSON leaves alone, all fixed width.
 *
 * <p>Buffers handed in must be little-endian: eight digits are then read as one word.
 */
final class Stamp {

  /** Bytes a stamp takes; no event's data can be smaller. */
  static final int SIZE = 40;

  private static final byte[] MARKER_TEXT = "~parley~".getBytes(StandardCharsets.US_ASCII);
  private static final long MARKER = word(MARKER_TEXT);
  private static final int CHANNEL = 8;
  private static final int SEQUENCE = 16;
  private static final int TIME = 24;
  private static final long EIGHT_DIGITS = 100_000_000L;

  private Stamp() {}

  static void write(byte[] to, int at, int channel, int sequence, long micros) {
    System.arraycopy(MARKER_TEXT, 0, to, at, MARKER_TEXT.length);
    writeDigits(to, at + CHANNEL, channel, 8);
    writeDigits(to, at + SEQUENCE, sequence, 8);
    writeDigits(to, at + TIME, micros, 16);
  }

  static boolean isAt(ByteBuffer buffer, int at) {
    return buffer.getLong(at) == MARKER;
  }

  /** Position of the first whole stamp in {@code [from, to)}, or -1. */
  static int find(ByteBuffer buffer, int from, int to) {
    for (int at = from; at + SIZE <= to; at++) {
      if (isAt(buffer, at)) {
        return at;
      }
    }
    return -1;
  }

  static int channel(ByteBuffer buffer, int at) {
    return (int) digits(buffer.getLong(at + CHANNEL));
  }

  static int sequence(ByteBuffer buffer, int at) {
    return (int) digits(buffer.getLong(at + SEQUENCE));
  }

  static long micros(ByteBuffer buffer, int at) {
    return digits(buffer.getLong(at + TIME)) * EIGHT_DIGITS + digits(buffer.getLong(at + TIME + 8));
  }

  /**
   * Eight ASCII digits, first digit in the lowest byte, as a number. Neighbours are joined in three
   * steps (digits to pairs, pairs to fours, fours to eight), each step for all of them at once:
   * this runs once per delivery, millions of times a second.
   */
  private static long digits(long ascii) {
    long ones = ascii - 0x3030303030303030L;
    long pairs = (ones * 10 + (ones >>> 8)) & 0x00FF00FF00FF00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFFFFFFL;
  }

  private static void writeDigits(byte[] to, int at, long number, int width) {
    long rest = number;
    for (int i = at + width - 1; i >= at; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static long word(byte[] eight) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | (eight[i] & 0xFF);
    }
    return word;
  }
}
