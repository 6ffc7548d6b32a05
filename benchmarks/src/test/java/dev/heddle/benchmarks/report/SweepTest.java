package dev.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.results.Conclusions;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Measured;
import dev.heddle.benchmarks.results.SavedRun;
import dev.heddle.benchmarks.results.Series;
import dev.heddle.benchmarks.results.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final Metric SPEED = new Metric("speed", "ops/s", Better.MORE);

    private static Measured point(Parameters at, double selector, double loom) {
        return new Measured(
                new Work("connections", at, at.toString(), "connection"),
                SPEED,
                List.of(
                        new Series("selector", Role.BACKEND, around(selector)),
                        new Series("loom", Role.BACKEND, around(loom))));
    }

    private static Measured point(int inFlight, double selector, double loom) {
        return point(Parameters.of("inFlight", inFlight), selector, loom);
    }

    private static List<Double> around(double middle) {
        return DoubleStream.of(1, 0.98, 1.02, 0.99, 1.01)
                .mapToObj(factor -> middle * factor)
                .toList();
    }

    private static Crossing crossing(Measured... points) {
        SavedRun run = new SavedRun("a", new Environment(Map.of()), List.of(points), List.of(), List.of(), null);
        return Crossing.of(Sweep.of(List.of(points)).get(0), Conclusions.of(run), false);
    }

    @Test
    void pointsThatDifferInOneNumberMakeASweepInItsOrder() {
        Parameters one = Parameters.of("loops", 1);
        List<Sweep> sweeps = Sweep.of(List.of(
                point(one.with("inFlight", 512), 3, 3),
                point(one.with("inFlight", 1), 1, 1),
                point(one.with("inFlight", 64), 2, 2),
                point(Parameters.of("loops", 2).with("inFlight", 1), 4, 4)));

        assertThat(sweeps).hasSize(1);
        assertThat(sweeps.get(0).points().keySet()).containsExactly(1, 64, 512);
        assertThat(sweeps.get(0).inWords()).isEqualTo("in flight");
        assertThat(sweeps.get(0).othersInWords()).isEmpty();
    }

    @Test
    void whatIsAlikeIsNamedExceptForWhatIsUsuallyOne() {
        Parameters at = Parameters.of("connections", 1).with("clients", "plain").with("processes", 1);
        List<Sweep> sweeps = Sweep.of(List.of(
                point(at.with("loops", 1).with("messageBytes", 64), 3, 3),
                point(at.with("loops", 1).with("messageBytes", 16_384), 2, 2),
                point(at.with("loops", 2).with("messageBytes", 64), 3, 3),
                point(at.with("loops", 2).with("messageBytes", 16_384), 2, 2)));

        assertThat(sweeps)
                .extracting(Sweep::othersInWords)
                .containsExactly("clients plain, connections 1", "clients plain, connections 1, loops 2");
    }

    @Test
    void wordsAndValuesThatAreCloseMakeNone() {
        Parameters add = Parameters.of("method", "add");
        assertThat(Sweep.of(List.of(
                        point(add, 1, 1),
                        point(Parameters.of("method", "fire"), 1, 1),
                        point(Parameters.of("loops", 1), 1, 1),
                        point(Parameters.of("loops", 2), 1, 1))))
                .isEmpty();
    }

    @Test
    void whereTheLinesCrossIsSaid() {
        Crossing crossing = crossing(point(1, 200, 100), point(100, 100, 200));

        assertThat(crossing.places()).hasSize(1);
        assertThat(crossing.places().get(0)).isBetween(9.99, 10.01);
        assertThat(crossing.sentence()).isEqualTo("Better: selector at 1, loom at 100. They cross near 10.");
    }

    @Test
    void whatIsNotDecidedIsNoCrossing() {
        assertThat(crossing(point(1, 200, 100), point(100, 101, 102)).sentence())
                .isEqualTo("Better: selector at 1, neither at 100.");
        assertThat(crossing(point(1, 101, 102), point(100, 102, 101)).sentence())
                .isEqualTo("No backend was found to be better at any of these.");
    }
}
