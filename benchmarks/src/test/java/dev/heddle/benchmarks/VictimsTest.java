package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VictimsTest {

    @Test
    void eachHasItsTurnBeforeAnyComesAgain() {
        Victims victims = new Victims(1_000);
        for (int round = 1; round <= 2; round++) {
            Set<Integer> seen =
                    IntStream.range(0, 1_000).mapToObj(turn -> victims.next()).collect(Collectors.toSet());

            assertThat(seen).hasSize(1_000).allMatch(victim -> victim >= 0 && victim < 1_000);
        }
    }

    @Test
    void aCountOfWhichSomeWouldHaveNoTurnIsRefused() {
        assertThat(Victims.canBeOf(2 * 7_919)).isFalse();
        assertThatThrownBy(() -> new Victims(2 * 7_919))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the count must not be a multiple of 7919, as 15838 is");
    }
}
