package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendTest {

    /** In one of the forks it was the other way about. */
    private static List<String> reservations(double first, double last) {
        List<Fork> forks = new ArrayList<>();
        for (int round = 1; round <= Verdict.FORKS_NEEDED; round++) {
            forks.add(
                    round == 1
                            ? Forks.measured(round, "loom", Role.BACKEND, last, first)
                            : Forks.measured(round, "loom", Role.BACKEND, first, (first + last) / 2, last));
        }
        List<Measured> measured = Measured.of(forks);
        SavedRun run = new SavedRun("a", new Environment(Map.of()), measured, List.of(), forks, null);
        return Conclusions.of(run).reservations(measured.get(0));
    }

    @Test
    void anArmThatStillGetsFasterIsNamed() {
        assertThat(reservations(100, 112))
                .containsExactly(
                        "not steady: loom was 1.12x as fast in the last iteration of its forks as in the first");
    }

    @Test
    void soIsOneThatGetsSlower() {
        assertThat(reservations(100, 50)).singleElement().asString().contains("0.50x");
    }

    @Test
    void oneThatIsWarmIsNot() {
        assertThat(reservations(100, 108)).isEmpty();
        assertThat(reservations(100, 93)).isEmpty();
    }
}
