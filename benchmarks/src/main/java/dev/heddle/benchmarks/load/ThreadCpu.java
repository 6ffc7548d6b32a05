package dev.heddle.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time of threads. */
final class ThreadCpu {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadCpu() {}

    /** What the thread that asks has taken so far. */
    static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** What some other thread has taken so far. */
    static double secondsOf(Thread other) {
        return THREADS.getThreadCpuTime(other.threadId()) / NANOS_PER_SECOND;
    }

    /** What the thread that asks has taken since {@link #nanos} was that. */
    static double secondsSince(long beganNanos) {
        return (nanos() - beganNanos) / NANOS_PER_SECOND;
    }
}
