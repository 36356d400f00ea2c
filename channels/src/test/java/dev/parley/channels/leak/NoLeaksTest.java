package dev.parley.channels.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaks on purpose, and takes what was found of it away before its own class would fail. */
class NoLeaksTest {
  @Test
  void shouldFindABufferThatNobodyReleased() {
    leak();
    List<String> found = LeakRecorder.found();
    assertThat(found).as("one of each allocator").hasSize(2);
    assertThatThrownBy(() -> NoLeaks.check(found))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("2 leaks")
        .hasMessageContaining("ByteBuf");
  }

  @Test
  void shouldPassOverWhatWasReleased() {
    PooledByteBufAllocator.DEFAULT.buffer(100).release();
    assertThatCode(() -> NoLeaks.check(LeakRecorder.found())).doesNotThrowAnyException();
  }

  /** In a method of its own, so that no local variable keeps the buffers. */
  private static void leak() {
    PooledByteBufAllocator.DEFAULT.buffer(100).writeByte(1);
    UnpooledByteBufAllocator.DEFAULT.buffer(100).writeByte(1);
  }
}
