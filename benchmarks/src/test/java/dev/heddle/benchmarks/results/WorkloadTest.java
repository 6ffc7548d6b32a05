package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.TimerArm;
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
        assertThat(Workload.all())
                .allSatisfy(workload -> assertThat(workload.kind())
                        .isEqualTo(workload.title().startsWith("connect") ? NetworkArm.class : TimerArm.class));
    }

    @Test
    void theUsualWorkloadsAreAmongThem() {
        assertThat(Workload.all())
                .containsAll(Workload.usual())
                .hasSizeGreaterThan(Workload.usual().size());
    }

    @Test
    void anyOtherIsNamedByItsBenchmarkAndParameters() {
        Workload workload = Workload.of("com.example.Other.run", Map.of("arm", "loom", "size", "3"));

        assertThat(workload.title()).isEqualTo("Other.run size=3");
    }
}
