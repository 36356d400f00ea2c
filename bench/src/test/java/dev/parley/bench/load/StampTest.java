package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StampTest {

  @Test
  void shouldReadBackWhatWasWritten() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] bytes = new byte[Stamp.SIZE + 5];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 10_000; i++) {
      int channel = random.nextInt(100_000_000);
      int sequence = random.nextInt(100_000_000);
      long micros = random.nextLong(10_000_000_000_000_000L);

      Stamp.write(bytes, 5, channel, sequence, micros);

      assertThat(Stamp.channel(buffer, 5)).isEqualTo(channel);
      assertThat(Stamp.sequence(buffer, 5)).isEqualTo(sequence);
      assertThat(Stamp.micros(buffer, 5)).isEqualTo(micros);
    }
  }

  @Test
  void shouldFindAStampWhereverItLies() {
    byte[] bytes = new byte[200];
    Stamp.write(bytes, 117, 1, 2, 3);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(Stamp.find(buffer, 0, 200)).isEqualTo(117);
    assertThat(Stamp.find(buffer, 118, 200)).isEqualTo(-1);
    assertThat(Stamp.find(buffer, 0, 117 + Stamp.SIZE - 1)).as("cut off").isEqualTo(-1);
  }
}
