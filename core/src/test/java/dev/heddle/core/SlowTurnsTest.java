package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a turn counts as slow: looks at a baton, at times that the test tells. */
class SlowTurnsTest {

    private static final Duration LIMIT = Duration.ofNanos(100);

    private final Baton baton = new Baton();
    private final Logger logger = Logger.getLogger("dev.heddle");
    private final List<LogRecord> reports = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord report) {
            reports.add(report);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private long nowNanos;
    private final SlowTurns slow = new SlowTurns(baton, LIMIT, () -> nowNanos);

    @BeforeEach
    void capture() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopCapturing() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private void lookAt(long nanos) {
        nowNanos = nanos;
        slow.look();
    }

    @Test
    @DisplayName("a turn is reported when it has lasted for the limit, and once, with the stack that it is in")
    void reportedOnce() {
        baton.take();
        lookAt(0);
        lookAt(99);
        assertThat(reports).isEmpty();

        lookAt(100);
        lookAt(1_000);

        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().getMessage())
                .contains(LIMIT.toString(), Thread.currentThread().toString());
        assertThat(reports.getFirst().getThrown().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("reportedOnce"));
    }

    @Test
    @DisplayName("each slow turn is reported")
    void eachIsReported() {
        baton.take();
        lookAt(0);
        lookAt(100);
        baton.turnEnds();
        lookAt(200);
        lookAt(300);

        assertThat(reports).hasSize(2);
    }

    @Test
    @DisplayName("many short turns are not a slow one, whether the baton is let go of in between or not")
    void shortTurns() {
        baton.take();
        lookAt(0);
        baton.turnEnds();
        lookAt(100);
        baton.release();
        baton.take();
        lookAt(200);

        assertThat(reports).isEmpty();
    }

    @Test
    @DisplayName("a reactor that waits is in no turn")
    void waiting() {
        baton.take();
        baton.turnEnds();
        lookAt(0);
        baton.release();
        lookAt(100);
        lookAt(200);

        assertThat(reports).isEmpty();
    }
}
