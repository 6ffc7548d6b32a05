package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void peersComeOnlyWhereTheyAreAskedFor() {
        assertThat(Size.SMOKE.arms()).isEqualTo(Arms.USUAL);
        assertThat(Size.DEFAULT.arms()).isEqualTo(Arms.USUAL);
        assertThat(Size.DEFAULT.workloads()).isEqualTo(Workload.usual());
        assertThat(Size.PEERS.arms()).isEqualTo(Arms.names());
        assertThat(Size.PEERS.workloads()).isEqualTo(Workload.withPeers());
    }

    @Test
    void anArmHasNoForkForWhatItCannotDo() {
        Comparison comparison = new Comparison(
                Size.DEFAULT,
                Workload.usual(),
                List.of("selector", "scheduled-thread-pool"),
                new ResultFolder(Path.of("nowhere")),
                new Progress(new PrintWriter(new StringWriter())),
                new TimeLimit(0, Duration.ofHours(1)));

        assertThat(comparison.plannedCount()).isEqualTo(5 * (2 * 5 + 3));
    }
}
