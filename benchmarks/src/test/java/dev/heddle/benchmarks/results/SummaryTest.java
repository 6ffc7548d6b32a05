package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final List<Double> STEADY = forks(100, 1);
    private static final List<Double> FAST = forks(300, 1);
    private static final List<Double> SCATTERED = forks(60, 20);

    private static List<Double> forks(double first, double step) {
        return DoubleStream.iterate(first, figure -> figure + step)
                .limit(Verdict.FORKS_NEEDED)
                .boxed()
                .toList();
    }

    private static Measured measured(String title, List<Double> selector, List<Double> loom) {
        return new Measured(
                new Work(title.replace(' ', '-'), Parameters.NONE, title, "operation"),
                new Metric("speed", "ops/s", Better.MORE),
                List.of(new Series("selector", Role.BACKEND, selector), new Series("loom", Role.BACKEND, loom)));
    }

    private static List<String> lines(String size, Measured... works) {
        Environment environment = new Environment(Map.of(Environment.SIZE, size));
        SavedRun run = new SavedRun("a", environment, List.of(works), List.of(), List.of(), null);
        return Conclusions.of(run).summary().lines();
    }

    @Test
    void eachBackendIsToldWhatItIsBetterAt() {
        assertThat(lines(
                        "default",
                        measured("some work", SCATTERED, STEADY),
                        measured("timers", FAST, STEADY),
                        measured("same work", STEADY, STEADY),
                        measured("echo", STEADY, FAST),
                        measured("more timers", FAST, STEADY)))
                .containsExactly(
                        "loom is better at: echo (2.96x)",
                        "selector is better at: timers (2.96x); more timers (2.96x)",
                        "no difference that matters: same work",
                        "undecided: some work");
    }

    @Test
    void withoutForksEnoughThereIsNothingToSay() {
        assertThat(lines("default", measured("some work", List.of(1.0), List.of(2.0))))
                .isEmpty();
    }

    @Test
    void ofASmokeRunNothingIsSaid() {
        assertThat(lines("smoke: one round", measured("timers", FAST, STEADY))).isEmpty();
    }
}
