package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final List<String> WORKLOADS = List.of("timer-lateness", "slow-callback", "echo");

    private final List<String> lines = new Catalogue(
                    Assignment.all().stream()
                            .filter(assignment ->
                                    WORKLOADS.contains(assignment.workload().name()))
                            .toList(),
                    new Roster(Map.of("bare-nio", "A loop."), Map.of("netty-epoll", "it needs Linux")))
            .lines();

    @Test
    void everyWorkloadIsToldWithItsParametersAndTheirValues() {
        assertThat(lines)
                .contains(
                        "workload timer-lateness: 'timers: lateness, 10,000 per second', with --workloads",
                        "workload timer-lateness: --param callsPerSecond=10000, possible is 1000 to 1000000")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("workload slow-callback: --param callback=waits,computes, possible is waits or"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("workload echo: '").endsWith("from --smoke on"));
    }

    @Test
    void anArmIsALineWhetherItCanBeHadOrNot() {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("arm "))
                .containsExactly("arm bare-nio: limit. A loop.", "arm netty-epoll: peer. Not here: it needs Linux");
    }
}
