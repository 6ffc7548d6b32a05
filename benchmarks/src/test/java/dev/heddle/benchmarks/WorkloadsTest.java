package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

/** Every workload describes itself as it should. */
class WorkloadsTest {

    static List<Workload> workloads() {
        return Workloads.all();
    }

    static List<JmhWorkload> jmhWorkloads() {
        return Workloads.all().stream()
                .filter(JmhWorkload.class::isInstance)
                .map(JmhWorkload.class::cast)
                .toList();
    }

    @Test
    void theyAreFoundByTheirNamesAndNamedAfterTheirClasses() {
        assertThat(Workloads.all()).extracting(Workload::name).contains("timer-churn", "connections", "tls-echo");
        assertThat(Workloads.all())
                .allSatisfy(
                        workload -> assertThat(Workloads.named(workload.name())).containsSame(workload));
        assertThat(Workloads.named("no-such")).isEmpty();
    }

    @Test
    void everyPointHasATitleOfItsOwn() {
        List<String> titles = new ArrayList<>();
        Workloads.all().forEach(workload -> workload.points().forEach(point -> titles.add(workload.title(point.at()))));

        assertThat(titles)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).doesNotContain("=", "?", "dev.heddle"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void someArmCanDoIt(Workload workload) {
        assertThat(Arms.names()).anyMatch(arm -> Arms.can(arm, workload.kinds()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void allItsPointsHaveTheSameParameters(Workload workload) {
        assertThat(workload.points()).isNotEmpty();
        assertThat(workload.points())
                .extracting(point -> point.at().values().keySet())
                .containsOnly(workload.points().get(0).at().values().keySet());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itSaysWhatItTells(Workload workload) {
        assertThat(workload.metrics())
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metric.margin()).isPositive());
        assertThat(workload.operation(workload.points().get(0).at())).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("jmhWorkloads")
    void jmhCanBeGivenAllItsParameters(JmhWorkload workload) throws NoSuchMethodException {
        Class<?> benchmarks = workload.getClass();
        for (Point point : workload.points()) {
            List<String> names = new ArrayList<>(point.at().values().keySet());
            names.remove(JmhWorkload.METHOD);
            names.add(JmhWorkload.ARM);
            workload.warmUp().ifPresent(names::add);
            String benchmark = workload.benchmark(point.at());
            String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);

            assertThat(names)
                    .allSatisfy(name -> assertThat(benchmarks.getField(name)).isNotNull());
            assertThat(benchmarks.getMethod(method).isAnnotationPresent(Benchmark.class))
                    .isTrue();
        }
    }

    /** Where a number may be another one, and where it may not. */
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
        callbacks         | method=addAndFire callbacks=100     | method=addAndFire callbacks=0
        callbacks         | method=fireAndAdd callbacks=1       | method=fire callbacks=1
        gathered-futures  | futures=1000                        | futures=0
        nested-futures    | depth=10                            | depth=100001
        subtasks          | subtasks=1                          | subtasks=0
        bulk              | does=sends connections=4            | does=sends connections=3
        bulk              | does=receives connections=64        | does=both connections=1
        hand-over         | threads=2                           | threads=3
        timers-from-threads | method=fire threads=4             | method=fire threads=5
        timers-from-threads | method=cancel threads=256         | method=move threads=1
        slow-callback     | callback=waits millis=20            | callback=waits millis=50
        slow-callback     | callback=computes millis=1          | callback=sleeps millis=1
        random-timers     | calls=1                             | calls=0
        timer-churn       | method=reset outstanding=1000000    | method=reset outstanding=7919000
        timer-churn       | method=reset outstanding=50000      | method=reset outstanding=999
        mixed             | connections=1 workMillis=10         | connections=1 workMillis=0
        mixed-latency     | connections=64 workMillis=2 perSecond=9000 | connections=8 workMillis=2 perSecond=9000
        """)
    void itSaysAtWhichSettingsItsFigureIsWhatItSays(String name, String possible, String refused) {
        Workload workload = Workloads.named(name).orElseThrow();

        assertThat(workload.allows(parameters(possible))).isTrue();
        assertThat(workload.allows(parameters(refused))).isFalse();
        assertThat(parameters(possible).values().keySet())
                .isEqualTo(workload.points().get(0).at().values().keySet());
    }

    private static Parameters parameters(String text) {
        Parameters parameters = Parameters.NONE;
        for (String value : text.split(" ")) {
            String[] parts = value.split("=");
            parameters = parameters.with(parts[0], parts[1]);
        }
        return parameters;
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void itAllowsItsOwnPointsIfItAllowsAny(Workload workload) {
        List<Point> allowed = workload.points().stream()
                .filter(point -> workload.allows(point.at()))
                .toList();

        assertThat(allowed)
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        all -> assertThat(all).isEqualTo(workload.points()));
    }

    @Test
    void unitAndDirectionComeFromJmhsAnnotations() {
        Map<String, String> units = Map.of("timers", "ns/op", "random-timers", "ms/op", "connections", "ops/s");

        units.forEach((name, unit) -> assertThat(
                        Workloads.named(name).orElseThrow().metrics().get(0).unit())
                .isEqualTo(unit));
        assertThat(Workloads.named("connections").orElseThrow().metrics().get(0).better())
                .isEqualTo(Better.MORE);
        assertThat(Workloads.named("timers").orElseThrow().metrics().get(0).better())
                .isEqualTo(Better.LESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections", "accept", "dial"})
    void noMoreConnectionsAreInFlightThanAPortKeepsWaiting(String name) {
        Workload workload = Workloads.named(name).orElseThrow();
        Parameters at = Parameters.of("loops", 1);

        assertThat(workload.allows(at.with("inFlight", 700))).isTrue();
        assertThat(workload.allows(at.with("inFlight", ConnectArm.BACKLOG))).isFalse();
    }

    @Test
    void aParameterThatIsNotThereOrNoNumberIsNamed() {
        Parameters at = Parameters.of("loops", "many").with("connections", 1_000);

        assertThat(at.number("connections")).isEqualTo(1_000);
        assertThat(at.counted("connections", "connection")).isEqualTo("1,000 connections");
        assertThat(at).hasToString("connections=1000 loops=many");
        assertThatThrownBy(() -> at.number("loops"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter 'loops' must be a number, not 'many'");
        assertThatThrownBy(() -> at.text("bytes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter 'bytes' in 'connections=1000 loops=many'");
    }

    @Test
    void everyPeerIsAboutArmsThatThereAre() {
        assertThat(Peer.all()).isNotEmpty().allSatisfy(peer -> {
            assertThat(peer.arms()).isNotEmpty().allMatch(arm -> Arms.can(arm, Arm.class));
            assertThat(peer.settings()).isNotEmpty();
        });
        assertThat(Peer.all().stream().flatMap(peer -> peer.arms().stream())).doesNotHaveDuplicates();
        assertThat(Peer.of("netty-nio").orElseThrow().title()).startsWith("Netty");
        assertThat(Peer.of("no-such")).isEmpty();
        assertThat(Peer.flagsOf("no-such")).isEmpty();
    }
}
