package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
