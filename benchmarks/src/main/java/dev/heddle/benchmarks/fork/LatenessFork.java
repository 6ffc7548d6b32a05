package dev.heddle.benchmarks.fork;

import com.sun.management.OperatingSystemMXBean;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Lateness;
import dev.heddle.benchmarks.TimerArm;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Measures how late the timed calls of one arm run, and how much of a processor that takes. */
public final class LatenessFork {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private LatenessFork() {}

    /** What was found: the lateness of each call in nanoseconds, and how many processors were busy on average. */
    public record Found(Histogram lateNanos, double processors) {

        /** Reads the line that {@link LatenessFork#main} prints. */
        public static Found parse(String line) {
            String[] parts = line.split(" ");
            ByteBuffer encoded = ByteBuffer.wrap(Base64.getDecoder().decode(parts[1]));
            try {
                return new Found(Histogram.decodeFromCompressedByteBuffer(encoded, 0), Double.parseDouble(parts[0]));
            } catch (DataFormatException malformed) {
                throw new IllegalArgumentException("no histogram: " + line, malformed);
            }
        }

        private String line() {
            ByteBuffer encoded = ByteBuffer.allocate(lateNanos.getNeededByteBufferCapacity());
            int length = lateNanos.encodeIntoCompressedByteBuffer(encoded);
            return processors + " " + Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length));
        }
    }

    /** Arguments: the arm, the number of calls, within how many milliseconds, how often to warm up, how often to measure. */
    public static void main(String... arguments) {
        int calls = Integer.parseInt(arguments[1]);
        long spanNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        try (TimerArm arm = Arms.open(arguments[0], TimerArm.class)) {
            for (int left = Integer.parseInt(arguments[3]); left > 0; left--) {
                Lateness.measure(arm, calls, spanNanos);
            }
            System.out.println(measure(arm, calls, spanNanos, Integer.parseInt(arguments[4]))
                    .line());
        }
    }

    private static Found measure(TimerArm arm, int calls, long spanNanos, int times) {
        Histogram lateNanos = new Histogram(3);
        long begunNanos = System.nanoTime();
        long begunProcessorNanos = SYSTEM.getProcessCpuTime();
        for (int left = times; left > 0; left--) {
            Arrays.stream(Lateness.measure(arm, calls, spanNanos)).forEach(lateNanos::recordValue);
        }
        double processorNanos = SYSTEM.getProcessCpuTime() - begunProcessorNanos;
        return new Found(lateNanos, processorNanos / (System.nanoTime() - begunNanos));
    }
}
