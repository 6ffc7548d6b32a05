package dev.heddle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.heddle.defer.Deferreds;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests that run on each backend. */
class ReactorTestTest {

    @Test
    @DisplayName(
            "a test runs on each backend that it names, and fails for what it leaves and for a backend that is missing")
    void runsAndFails() {
        Map<String, String> outcomes = new TreeMap<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Sample.class))
                .build();

        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && test.getSource().orElseThrow() instanceof MethodSource method) {
                    String name = method.getMethodName() + " on " + test.getDisplayName();
                    outcomes.put(
                            name,
                            result.getThrowable().map(ReactorTestTest::tell).orElse("passed"));
                }
            }
        });

        assertThat(outcomes).hasSize(7).containsEntry("passes on memory", "passed");
        assertThat(outcomes.get("leaves on memory"))
                .contains("the test left on its reactor:", "timed call of ", "-Dheddle.testing.seed=0");
        assertThat(outcomes.get("isMissing on none")).contains("no reactor backend 'none'");
        assertThat(outcomes.get("fails on memory"))
                .contains("on purpose", "-Dheddle.testing.seed=0")
                .doesNotContain("left");
        assertThat(outcomes).containsEntry("hasSeeds on memory", "passed");
        assertThat(outcomes.get("hasSeeds on memory, seed 2")).contains("-Dheddle.testing.seed=2");
    }

    private static String tell(Throwable failure) {
        return failure + Arrays.toString(failure.getSuppressed());
    }

    /** Run by the test above only. */
    static class Sample {

        @ReactorTest("memory")
        void passes(TestReactor on) throws Exception {
            assertThat(on.await(on.inTurn(() -> Deferreds.deferLater(on.reactor(), Duration.ofDays(1), () -> "value"))))
                    .isEqualTo("value");
        }

        @ReactorTest("memory")
        void leaves(TestReactor on) {
            on.doInTurn(() -> on.reactor().callLater(Duration.ofDays(1), () -> {}));
        }

        @ReactorTest("memory")
        void fails(TestReactor on) {
            on.doInTurn(() -> on.reactor().callLater(Duration.ofDays(1), () -> {}));
            throw new IllegalStateException("on purpose");
        }

        @ReactorTest(value = "memory", seeds = 3)
        void hasSeeds(TestReactor on) {
            assertThat(SEEDS.add(on.world().seedNote())).isTrue();
            assertThat(SEEDS).hasSizeLessThan(3);
        }

        private static final Set<String> SEEDS = new HashSet<>();

        @ReactorTest("none")
        void isMissing(TestReactor on) {
            throw new AssertionError(on.toString());
        }
    }
}
