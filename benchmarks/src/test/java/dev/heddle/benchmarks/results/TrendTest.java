package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static List<String> reservations(double first, double last) {
        return reservations(1, first, last);
    }

    /** In the first of the forks, so many of them, it was the other way about. */
    private static List<String> reservations(int others, double first, double last) {
        List<Fork> forks = forks(others, first, last);
        List<Measured> measured = Measured.of(forks);
        return conclusions(measured, forks).reservations(measured.get(0));
    }

    private static List<Fork> forks(int others, double first, double last) {
        List<Fork> forks = new ArrayList<>();
        for (int round = 1; round <= Verdict.FORKS_NEEDED; round++) {
            forks.add(
                    round <= others
                            ? Forks.measured(round, "loom", Role.BACKEND, last, first)
                            : Forks.measured(round, "loom", Role.BACKEND, first, (first + last) / 2, last));
        }
        return forks;
    }

    private static Conclusions conclusions(List<Measured> measured, List<Fork> forks) {
        return Conclusions.of(new SavedRun("a", new Environment(Map.of()), measured, List.of(), forks, null));
    }

    @Test
    void anArmThatStillGetsFasterIsNamed() {
        assertThat(reservations(100, 106))
                .containsExactly(
                        "not steady: loom was 1.06x as fast in the last iteration of its forks as in the first");
    }

    @Test
    void soIsOneThatGetsSlower() {
        assertThat(reservations(100, 50)).singleElement().asString().contains("0.50x");
    }

    @Test
    void oneThatIsWarmIsNot() {
        assertThat(reservations(100, 104)).isEmpty();
        assertThat(reservations(100, 96)).isEmpty();
    }

    @Test
    void norIsOneWhoseForksDoNotGoTheSameWay() {
        assertThat(reservations(2, 100, 120)).isEmpty();
    }

    @Test
    void theVerdictItselfSaysSo() {
        List<Fork> forks = forks(0, 100, 106);
        forks(0, 103, 103).forEach(loom -> forks.add(Forks.measured(loom.round(), "selector", Role.BACKEND, 103.0)));
        List<Measured> measured = Measured.of(forks);
        Conclusions conclusions = conclusions(measured, forks);
        Answer backends = conclusions.answers(measured.get(0)).get(Question.BACKENDS.ordinal());

        assertThat(conclusions.sentence(measured.get(0), backends))
                .startsWith("no difference")
                .endsWith(" (but loom was not steady)");
        assertThat(conclusions.summary().lines())
                .containsExactly("no difference that matters: connect: 64 in flight (but loom was not steady)");
    }
}
