package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

/** Whatever a client sends on its connection. */
@Tag("fuzz")
class SocketFuzzTest {
  private static final long OUT_PER_WRITE = 16_384;
  private static final long OUT_PER_BYTE = 16;

  /** Deflate makes a byte of at most about a thousand. */
  private static final long MOST_INFLATED = 1_032;

  private static final FuzzNode NODE = new FuzzNode();

  /** HTTP as it comes off the wire; the first byte says in pieces of what size. */
  @FuzzTest(maxDuration = "3m")
  void anyBytesOfHttp(byte[] input) {
    NODE.leavesNoTrace(() -> {
      var socket = NODE.open();
      long before = FuzzNode.bytesInUse();
      int writes = inPieces(input, socket::write);
      assertThat((long) socket.takeOutbound().length).isLessThan(most(writes, input));
      FuzzNode.checkBytesAtRest(before);
      socket.close();
    });
  }

  /** A WebSocket as it comes off the wire; the first byte says in pieces of what size. */
  @FuzzTest(maxDuration = "3m")
  void anyBytesOfFrames(byte[] input) {
    anyFrames(NODE::connect, input, OUT_PER_BYTE);
  }

  /** The same where both ends have agreed to compress. */
  @FuzzTest(maxDuration = "3m")
  void anyBytesOfCompressedFrames(byte[] input) {
    anyFrames(NODE::connectCompressed, input, OUT_PER_BYTE * MOST_INFLATED);
  }

  private static void anyFrames(Supplier<FuzzSocket> connected, byte[] input, long outPerByte) {
    NODE.leavesNoTrace(() -> {
      FuzzSocket socket = connected.get();
      long before = FuzzNode.bytesInUse();
      int writes = inPieces(input, socket::writeFrames);
      socket.settle();
      assertThat(socket.received().isWhole()).isTrue();
      assertThat(socket.bytesOut())
          .isLessThan(OUT_PER_WRITE * (writes + 1) + outPerByte * input.length);
      FuzzNode.checkBytesAtRest(before);
      socket.close();
    });
  }

  /** A talk, one message a line; signatures are made where a line asks for one. */
  @FuzzTest(maxDuration = "3m")
  void anyTalk(byte[] input) {
    NODE.leavesNoTrace(() -> {
      FuzzSocket socket = NODE.connect();
      String[] lines = new String(input, UTF_8).split("\n", -1);
      for (String line : lines) {
        socket.sendText(line);
      }
      socket.settle();
      assertThat(socket.answersPing()).as("whether the server still answers").isTrue();
      assertThat(socket.bytesOut()).isLessThan(most(lines.length, input));
      socket.close();
    });
  }

  private static long most(int writes, byte[] input) {
    return OUT_PER_WRITE * (writes + 1) + OUT_PER_BYTE * input.length;
  }

  private interface Sink {
    void write(byte[] bytes);
  }

  private static int inPieces(byte[] input, Sink sink) {
    if (input.length == 0) {
      return 0;
    }
    int size = input[0] == 0 ? input.length : Byte.toUnsignedInt(input[0]);
    int writes = 0;
    for (int from = 1; from < input.length; from += size) {
      sink.write(Arrays.copyOfRange(input, from, Math.min(input.length, from + size)));
      writes++;
    }
    return writes;
  }
}
