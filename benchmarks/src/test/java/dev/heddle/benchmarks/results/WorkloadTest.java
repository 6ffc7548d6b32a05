package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.FutureArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.TaskArm;
import dev.heddle.benchmarks.TimerArm;
import dev.heddle.benchmarks.TlsArm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void everyWorkloadHasATitleInWords() {
        assertThat(Workload.all())
                .extracting(Workload::title)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).doesNotContain("=", "?", "dev.heddle"));
    }

    @Test
    void everyWorkloadIsForOneKindOfArm() {
        Map<String, Class<? extends Arm>> kinds = Map.of(
                "timers", TimerArm.class,
                "connect", NetworkArm.class,
                "futures", FutureArm.class,
                "tasks", TaskArm.class,
                "tls", TlsArm.class);

        assertThat(Workload.all())
                .allSatisfy(workload -> assertThat(workload.kind())
                        .isEqualTo(kinds.get(workload.title().split("[:,]")[0])));
    }

    @Test
    void theUsualWorkloadsAreAmongThem() {
        assertThat(Workload.all())
                .containsAll(Workload.usual())
                .hasSizeGreaterThan(Workload.usual().size());
    }

    @Test
    void tlsIsMeasuredWhenItIsChosen() {
        assertThat(Workload.all()).containsAll(Workload.withPeers());
        assertThat(Workload.withPeers()).containsAll(Workload.usual());
        assertThat(Workload.all())
                .filteredOn(workload -> !Workload.withPeers().contains(workload))
                .extracting(Workload::title)
                .containsExactly(
                        "tls: echo 64 bytes, 1 connection",
                        "tls: echo 16,384 bytes, 1 connection",
                        "tls: echo 64 bytes, 64 connections",
                        "tls: echo 16,384 bytes, 64 connections");
    }

    @Test
    void whatOnlyPreparesIsNoPartOfAWorkload() {
        assertThat(Workload.all()).allSatisfy(workload -> {
            assertThat(workload.warmUp().isPresent())
                    .isEqualTo(workload.kind() == NetworkArm.class || workload.kind() == TlsArm.class);
            workload.warmUp()
                    .ifPresent(parameter -> assertThat(Workload.of(workload.benchmark(), Map.of(parameter, "1"))
                                    .parameters())
                            .isEmpty());
        });
    }

    @Test
    void anyOtherIsNamedByItsBenchmarkAndParameters() {
        Workload workload = Workload.of("com.example.Other.run", Map.of("arm", "loom", "size", "3"));

        assertThat(workload.title()).isEqualTo("Other.run size=3");
    }
}
