package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /** Waits for each call before it takes the next. */
    private static class FakeArm implements TimerArm {

        @Override
        public String description() {
            return "A fake.";
        }

        @Override
        public void post(Runnable work) {
            work.run();
        }

        @Override
        public void callLater(long delayNanos, Runnable call) {
            long dueNanos = System.nanoTime() + delayNanos;
            while (System.nanoTime() < dueNanos) {
                Thread.onSpinWait();
            }
            call.run();
        }

        @Override
        public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Churn openChurn(int outstanding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Test
    void everyCallIsCounted() {
        long[] late = Lateness.measure(new FakeArm(), 10, 10 * MILLI);

        assertThat(LongStream.of(late)).hasSize(10).allMatch(nanos -> nanos >= 0);
    }

    @Test
    void aCallThatRunsEarlyIsAFailure() {
        TimerArm early = new FakeArm() {
            @Override
            public void callLater(long delayNanos, Runnable call) {
                call.run();
            }
        };

        assertThatThrownBy(() -> Lateness.measure(early, 3, HOUR))
                .isInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("early");
    }
}
