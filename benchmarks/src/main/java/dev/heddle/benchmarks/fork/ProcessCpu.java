package dev.heddle.benchmarks.fork;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The CPU time of this process. */
public final class ProcessCpu {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessCpu() {}

    /** What it has taken so far, in all its threads, compiler and collector among them. */
    public static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** The same with that of processes that an arm has started: its server may be a program of its own. */
    public static long nanosWithPrograms() {
        return nanos()
                + ProcessHandle.current()
                        .descendants()
                        .mapToLong(started -> started.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum();
    }
}
