package dev.heddle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A test class that notices failures that nobody handled. */
class StrictFailuresTest {

    @Test
    @DisplayName("the test that leaves a failure behind fails, and no other")
    void failsWhoLeavesAFailure() {
        Map<String, Status> outcomes = new TreeMap<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Strict.class))
                .build();

        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.put(test.getDisplayName(), result.getStatus());
                }
            }
        });

        assertThat(outcomes)
                .containsExactly(
                        Map.entry("handles()", Status.SUCCESSFUL),
                        Map.entry("leaves()", Status.FAILED),
                        Map.entry("succeeds()", Status.SUCCESSFUL));
    }

    /** Run by the test above only. */
    @ExtendWith(StrictFailures.class)
    static class Strict {

        @Test
        void leaves() {
            assertThat(failed().hasFired()).isTrue();
        }

        @Test
        void handles() {
            failed().addErrorConsumer(failure -> {});
        }

        @Test
        void succeeds() {
            assertThat(Deferred.succeed("value").hasFired()).isTrue();
        }

        private static Deferred<String> failed() {
            return Deferred.fail(new IOException("on purpose"));
        }
    }
}
