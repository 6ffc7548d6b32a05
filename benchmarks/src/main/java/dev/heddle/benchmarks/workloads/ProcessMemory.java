package dev.heddle.benchmarks.workloads;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory of this process. The heap of a fork is of fixed size and touched beforehand, so what becomes resident later is
 * not heap.
 */
final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int COLLECTIONS = 3;
    private static final int BYTES_PER_KIB = 1_024;

    private ProcessMemory() {}

    /** Refuses to go on where it cannot be told. */
    static void require() {
        if (!Files.isReadable(STATUS)) {
            throw new IllegalStateException("memory is read from " + STATUS + ", which only Linux has");
        }
    }

    /** What is in use of the heap after garbage was collected. */
    static long heapBytes() {
        for (int left = COLLECTIONS; left > 0; left--) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What is resident of the whole process. */
    static long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            String kibibytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", "");
            return BYTES_PER_KIB * Long.parseLong(kibibytes);
        }
    }
}
