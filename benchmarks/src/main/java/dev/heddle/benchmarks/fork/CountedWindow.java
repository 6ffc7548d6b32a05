package dev.heddle.benchmarks.fork;

import com.sun.management.ThreadMXBean;
import dev.heddle.benchmarks.results.Costs;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what all threads of this process allocate, as JMH's {@code -prof gc} does, and their context switches and those of
 * processes that it has started.
 */
public final class CountedWindow implements Window {

    /** The name of a count of its own: of these threads, Linux forgets the context switches. */
    public static final String ENDED_THREADS = "ended threads";

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private ContextSwitches switches = new ContextSwitches(Map.of());
    private long ended;
    private long bytes;

    CountedWindow() {}

    /** Bytes are looked at last, and first at the end, so that what it takes to look is not in them. */
    @Override
    public void begin() {
        ended = endedThreads();
        switches = ContextSwitches.now();
        bytes = THREADS.getTotalThreadAllocatedBytes();
    }

    @Override
    public Map<String, Double> end() {
        Map<String, Double> counts = new LinkedHashMap<>();
        counts.put(Costs.BYTES.name(), (double) (THREADS.getTotalThreadAllocatedBytes() - bytes));
        ContextSwitches now = ContextSwitches.now();
        if (now.isKnown()) {
            ContextSwitches.Count since = now.since(switches);
            counts.put(Costs.VOLUNTARY.name(), (double) since.voluntary());
            counts.put(Costs.INVOLUNTARY.name(), (double) since.involuntary());
        }
        counts.put(ENDED_THREADS, (double) (endedThreads() - ended));
        return counts;
    }

    /** Those of the operating system. */
    private static long endedThreads() {
        return THREADS.getTotalStartedThreadCount() - THREADS.getThreadCount();
    }
}
