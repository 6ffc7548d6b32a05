package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;

/** What an operation costs apart from time: the metrics of a profile. */
public final class Costs {

    /** Bytes of the heap that are allocated. */
    public static final Metric BYTES = new Metric("bytes", "B/op", Better.LESS);

    /** A thread has nothing to do, and leaves its processor to others. */
    public static final Metric VOLUNTARY = new Metric("voluntary switches", "switches/op", Better.LESS);

    /** A thread has to leave its processor to others. */
    public static final Metric INVOLUNTARY = new Metric("involuntary switches", "switches/op", Better.LESS);

    /** All calls of the system. */
    public static final Metric CALLS = new Metric("system calls", "calls/op", Better.LESS);

    private Costs() {}

    /** The calls of that name. */
    public static Metric callsOf(String name) {
        return new Metric(name, CALLS.unit(), Better.LESS);
    }
}
