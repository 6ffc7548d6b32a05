package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferreds;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Turns that take too long (R10). */
public abstract class SlowTurnContract extends ReactorContract {

    private static final Duration LIMIT = Duration.ofMillis(5);
    private static final Duration STAY = LIMIT.multipliedBy(20);
    private static final String WATCHER = "heddle-slow-turns";

    private final CountDownLatch reported = new CountDownLatch(1);
    private LogCapture log;

    /** For subclasses. */
    protected SlowTurnContract() {}

    @BeforeEach
    final void startWithALimit() {
        log = new LogCapture(harness);
        start(ReactorOptions.defaults().withSlowTurnLimit(LIMIT));
    }

    /** Any turn may be slow on a slow machine, and is told of then. */
    @AfterEach
    final void stopCapturing() {
        reactor.close();
        log.close();
    }

    /**
     * Stays in the present turn until it has been told of, or for so long that it must have been. It was told of before
     * it got here where the machine is slow; so whoever calls this does it again, in another turn.
     *
     * @return whether it has been told of
     */
    private boolean stayHere() {
        try {
            return reported.await(STAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException unwanted) {
            throw new AssertionError(unwanted);
        }
    }

    private void stayInTurns() {
        if (!stayHere()) {
            reactor.callLater(Duration.ZERO, this::stayInTurns);
        }
    }

    /** The report of the turn that is in {@link #stayHere}, which comes while it is. */
    private LogRecord reportOfStay() {
        harness.await("a report", () -> log.records().stream().anyMatch(SlowTurnContract::isOfStay));
        reported.countDown();
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
        reactor.callFromThread(this::stayInTurns);

        LogRecord report = reportOfStay();
        assertThat(report.getLevel()).isEqualTo(Level.WARNING);
        assertThat(report.getMessage()).contains("a turn has taken more than " + LIMIT);
    }

    @Clause({"R10", "A1"})
    @DisplayName("R10: so is a task's, with the place in its body")
    void aSlowTurnOfATaskIsReported() throws Exception {
        doInTurn(() -> reactor.async(() -> {
            while (!stayHere()) {
                Deferreds.deferLater(reactor, Duration.ZERO, () -> "").await();
            }
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

        start(ReactorOptions.defaults());
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
