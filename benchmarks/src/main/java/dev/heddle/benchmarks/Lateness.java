package dev.heddle.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How late timed calls run that are due one after the other, in even steps. */
public final class Lateness {

    /** All calls are scheduled by the time at which the first one is due. */
    private static final long HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final TimerArm arm;
    private final Completion completion;
    private final Probe[] probes;

    private Lateness(TimerArm arm, int calls) {
        this.arm = arm;
        completion = new Completion(calls);
        probes = IntStream.range(0, calls).mapToObj(index -> new Probe()).toArray(Probe[]::new);
    }

    /**
     * Schedules {@code calls} timed calls, spread over {@code spanNanos}, and waits until all have run.
     *
     * @return for each call by how many nanoseconds it was late
     * @throws IllegalStateException if one was early
     */
    public static long[] measure(TimerArm arm, int calls, long spanNanos) {
        Lateness lateness = new Lateness(arm, calls);
        arm.post(() -> lateness.completion.guard(() -> lateness.schedule(spanNanos)));
        lateness.completion.await(() -> "all timed calls but " + lateness.completion.left());
        return lateness.lateNanos().toArray();
    }

    private void schedule(long spanNanos) {
        long firstNanos = System.nanoTime() + HEAD_START_NANOS;
        for (int index = 0; index < probes.length; index++) {
            Probe probe = probes[index];
            probe.deadlineNanos = firstNanos + index * spanNanos / probes.length;
            arm.callLater(probe.deadlineNanos - System.nanoTime(), probe);
        }
    }

    private LongStream lateNanos() {
        return IntStream.range(0, probes.length).mapToLong(index -> probes[index].lateNanos);
    }

    /** One timed call. */
    private final class Probe implements Runnable {

        private long deadlineNanos;
        private long lateNanos;

        @Override
        public void run() {
            lateNanos = System.nanoTime() - deadlineNanos;
            if (lateNanos < 0) {
                completion.fail(new IllegalStateException("a call ran " + -lateNanos + " ns early"));
            }
            completion.done();
        }
    }
}
