package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.ReactorOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Turns that take too long (R10). */
public abstract class SlowTurnContract extends ReactorContract {

    private static final Duration LIMIT = Duration.ofMillis(5);
    private static final String WATCHER = "heddle-slow-turns";

    private final CountDownLatch goOn = new CountDownLatch(1);
    private LogCapture log;

    /** For subclasses. */
    protected SlowTurnContract() {}

    @BeforeEach
    final void startWithALimit() {
        log = new LogCapture(harness);
        reactor = harness.newReactor(ReactorOptions.defaults().withSlowTurnLimit(LIMIT));
        start();
    }

    /** Any turn may be slow on a slow machine, and is told of then. */
    @AfterEach
    final void stopCapturing() {
        log.close();
    }

    private void stayHere() {
        boolean interrupted = true;
        while (interrupted) {
            try {
                goOn.await();
                interrupted = false;
            } catch (InterruptedException again) {
                // Others have reasons to, and it stays until the test says so.
            }
        }
    }

    /** The report of the turn that is in {@link #stayHere}, which comes while it is. */
    private LogRecord reportOfStay() {
        harness.await("a report", () -> log.records().stream().anyMatch(SlowTurnContract::isOfStay));
        goOn.countDown();
        return log.records().stream()
                .filter(SlowTurnContract::isOfStay)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOfStay(LogRecord report) {
        Throwable place = report.getThrown();
        return place != null
                && Arrays.stream(place.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("stayHere"));
    }

    @Clause("R10")
    @DisplayName("R10: a turn that takes longer than the limit is told of while it does, and where it is")
    void aSlowTurnIsReported() {
        reactor.callFromThread(this::stayHere);

        LogRecord report = reportOfStay();
        assertThat(report.getLevel()).isEqualTo(Level.WARNING);
        assertThat(report.getMessage()).contains("a turn has taken more than " + LIMIT);
    }

    @Clause({"R10", "A1"})
    @DisplayName("R10: so is a task's, with the place in its body")
    void aSlowTurnOfATaskIsReported() throws Exception {
        doInTurn(() -> reactor.async(() -> {
            stayHere();
            return null;
        }));

        assertThat(reportOfStay().getMessage()).contains("task of");
    }

    @Clause({"R10", "R5"})
    @DisplayName("R10: the thread that watches ends with the run, and there is none without a limit")
    void theWatchEndsWithTheRun() {
        assertThat(watchers()).isEqualTo(1);
        reactor.close();
        assertThat(watchers()).isZero();

        reactor = harness.newReactor(ReactorOptions.defaults());
        start();
        assertThat(watchers()).isZero();
    }

    private static long watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(WATCHER))
                .count();
    }

    @Clause("R10")
    @DisplayName("R10: a limit is zero or more")
    void negativeLimitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReactorOptions.defaults().withSlowTurnLimit(Duration.ofNanos(-1)))
                .withMessageContaining("slowTurnLimit")
                .withMessageContaining("PT-0.000000001S");
    }
}
