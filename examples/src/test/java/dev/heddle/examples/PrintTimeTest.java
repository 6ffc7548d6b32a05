package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintTimeTest {

    private static final String TIME = "Current time is [0-2][0-9]:[0-5][0-9]:[0-6][0-9]";

    /** On both backends at once, since it takes five seconds. */
    @Test
    void printsTheTimeThreeTimesAndStops() throws Exception {
        long startNanos = System.nanoTime();
        try (ChildJvm selector = Child.start("selector", PrintTime.class);
                ChildJvm loom = Child.start("loom", PrintTime.class)) {
            for (ChildJvm child : List.of(selector, loom)) {
                assertThat(child.readLine()).isEqualTo("Running the reactor...");
                assertThat(child.readLine()).matches(TIME);
                assertAtLeast(1, startNanos);
                assertThat(child.readLine()).matches(TIME);
                assertAtLeast(2, startNanos);
                assertThat(child.readLine()).matches(TIME);
                assertAtLeast(3, startNanos);
                assertThat(child.readLine()).isEqualTo("Stopping reactor");
                assertAtLeast(5, startNanos);
                assertThat(child.await()).isEqualTo(new Outcome(0, List.of("Reactor stopped."), List.of()));
            }
        }
    }

    private static void assertAtLeast(int seconds, long sinceNanos) {
        assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
    }
}
