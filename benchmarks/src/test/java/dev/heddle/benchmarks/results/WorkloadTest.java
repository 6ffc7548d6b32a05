package dev.heddle.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void everyComparedWorkloadHasATitleInWords() {
        assertThat(Workload.compared())
                .extracting(Workload::title)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).doesNotContain("=", "?", "dev.heddle"));
    }

    @Test
    void anyOtherIsNamedByItsBenchmarkAndParameters() {
        Workload workload = Workload.of("com.example.Other.run", Map.of("arm", "loom", "size", "3"));

        assertThat(workload.title()).isEqualTo("Other.run size=3");
    }
}
