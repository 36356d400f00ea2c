package dev.parley.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(2);

  @Test
  void shouldFindNoFaultInAnOrderlyStream() {
    receive(0, 1, 2, 3);

    assertThat(ledger.delivered()).isEqualTo(4);
    assertThat(ledger.missing(0, 4)).isZero();
    assertThat(ledger.doubled()).isZero();
    assertThat(ledger.disordered()).isZero();
  }

  @Test
  void shouldCountWhatIsMissingInTheMiddleAndAtTheEnd() {
    receive(0, 3, 4);

    assertThat(ledger.missing(0, 7)).isEqualTo(4);
    assertThat(ledger.missing(1, 7)).as("the other subscription had nothing").isEqualTo(7);
  }

  @Test
  void shouldCountALateDeliveryAsDisorderedAndNoLongerMissing() {
    receive(0, 2, 1, 3);

    assertThat(ledger.missing(0, 4)).isZero();
    assertThat(ledger.disordered()).isEqualTo(1);
    assertThat(ledger.doubled()).isZero();
    assertThat(ledger.delivered()).isEqualTo(4);
  }

  @Test
  void shouldCountEveryRepetition() {
    receive(0, 0, 1, 3, 2, 2, 1);

    assertThat(ledger.doubled()).isEqualTo(3);
    assertThat(ledger.disordered()).isEqualTo(1);
    assertThat(ledger.delivered()).isEqualTo(4);
  }

  @Test
  void shouldAgreeWithAPlainModelOnRandomStreams() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ledger tested = new Ledger(1);
      Set<Integer> had = new HashSet<>();
      int highest = -1;
      long doubled = 0;
      long disordered = 0;
      for (int i = 0; i < 300; i++) {
        int sequence = random.nextInt(100);
        tested.received(0, sequence);
        if (!had.add(sequence)) {
          doubled++;
        } else if (sequence < highest) {
          disordered++;
        }
        highest = Math.max(highest, sequence);
      }
      assertThat(tested.delivered()).as("seed %d", seed).isEqualTo(had.size());
      assertThat(tested.doubled()).as("seed %d", seed).isEqualTo(doubled);
      assertThat(tested.disordered()).as("seed %d", seed).isEqualTo(disordered);
      assertThat(tested.missing(0, 100)).as("seed %d", seed).isEqualTo(100L - had.size());
    }
  }

  private void receive(int... sequences) {
    for (int sequence : sequences) {
      ledger.received(0, sequence);
    }
  }
}
