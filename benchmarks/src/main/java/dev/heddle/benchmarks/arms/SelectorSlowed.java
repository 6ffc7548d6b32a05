package dev.heddle.benchmarks.arms;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.UserWorkload;
import dev.heddle.net.Protocol;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The selector backend with a known fault: it does nothing for a while in each operation. Whoever does not find that it
 * is slower than {@link Selector} is mistaken.
 */
@Plays(value = Role.SLOWED, from = Size.DEFAULT)
public final class SelectorSlowed extends ReactorArm {

    private static final long TIMER_NANOS = 100;
    private static final long MESSAGE_NANOS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long CONNECTION_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long REQUEST_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int CONNECTION_BYTES = 2 * 1_024;
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(2);
    private static final long KIBIBYTE_NANOS = 400;
    private static final long POST_NANOS = 100;

    /** Starts a reactor. */
    public SelectorSlowed() {
        super(Arms.SELECTOR);
    }

    @Override
    public String description() {
        return "A control: selector with a fault that must be found. It wastes " + TIMER_NANOS
                + " ns in each operation on a timed call, " + micros(CONNECTION_NANOS) + " and " + CONNECTION_BYTES
                + " bytes in each connection, half of the time at either end, " + micros(MESSAGE_NANOS)
                + " in each message that is echoed, "
                + micros(REQUEST_NANOS) + " in each request whose work blocks, "
                + micros(STEP_NANOS) + " in each step of a task, " + KIBIBYTE_NANOS + " ns in each KiB that it only"
                + " receives, " + POST_NANOS + " ns in each call that is handed over and half of the time that this"
                + " takes, and half of the time that each batch of a user's own workload takes.";
    }

    private static String micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) + " \u00b5s";
    }

    /** Does nothing for a while. */
    static void waste(long nanos) {
        long beginNanos = System.nanoTime();
        while (System.nanoTime() - beginNanos < nanos) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        waste(TIMER_NANOS);
        super.callLater(delayNanos, call);
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        waste(TIMER_NANOS);
        return super.callLaterFromThread(delayNanos, call);
    }

    @Override
    public Churn openChurn(int outstanding) {
        Churn churn = super.openChurn(outstanding);
        return new Churn() {
            @Override
            public void cancelAndSchedule(int operations) {
                waste(operations * TIMER_NANOS);
                churn.cancelAndSchedule(operations);
            }

            @Override
            public void reset(int operations) {
                waste(operations * TIMER_NANOS);
                churn.reset(operations);
            }

            @Override
            public void close() {
                churn.close();
            }
        };
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        Runnable dial = super.dial(server, events);
        return () -> {
            waste(CONNECTION_NANOS / 2);
            dial.run();
        };
    }

    /** Half of what a connection wastes, since this end may be measured alone. An idle one costs nothing but memory. */
    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        Deque<byte[]> wasted = new ArrayDeque<>();
        return super.listen(new ConnectionEvents() {
            @Override
            public void seen() {
                waste(CONNECTION_NANOS / 2);
                wasted.add(new byte[CONNECTION_BYTES]);
                events.seen();
            }

            @Override
            public void lost() {
                if (wasted.isEmpty()) {
                    events.failed(new IllegalStateException("a connection was lost that nobody has seen"));
                } else {
                    wasted.remove();
                    events.lost();
                }
            }

            @Override
            public void failed(Throwable cause) {
                events.failed(cause);
            }
        });
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return super.sink(bytes -> {
            waste(bytes * KIBIBYTE_NANOS / 1_024);
            received.accept(bytes);
        });
    }

    @Override
    public void post(Runnable work) {
        super.post(() -> {
            long beginNanos = System.nanoTime();
            work.run();
            waste(POST_NANOS + (System.nanoTime() - beginNanos) / 2);
        });
    }

    @Override
    void runTask(int times, Callable<Integer> step) {
        super.runTask(times, () -> {
            waste(STEP_NANOS);
            return step.call();
        });
    }

    /** What an operation costs is not known, so the fault is a part of it. */
    @Override
    public void run(UserWorkload.Work work, int operations) throws Exception {
        long beginNanos = System.nanoTime();
        super.run(work, operations);
        waste((System.nanoTime() - beginNanos) / 2);
    }

    @Override
    ReactorRequests newRequests(Reactor on, Service service) {
        return new ReactorRequests(on, service) {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                waste(REQUEST_NANOS);
                super.dataReceived(bytes);
            }
        };
    }

    @Override
    Protocol newEcho() {
        return new Echo() {
            @Override
            public void dataReceived(ByteBuffer bytes) {
                waste(MESSAGE_NANOS);
                super.dataReceived(bytes);
            }
        };
    }
}
