package dev.heddle.benchmarks.workloads;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.Size;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How much memory an accepted connection takes that does nothing: the heap in use after garbage was collected, and what is
 * resident of the process besides. The heap of a fork is of fixed size and touched beforehand, so what becomes resident
 * is not heap. The clients are a process of their own. What the kernel keeps for a socket is not in it, nor what an
 * application would keep.
 *
 * <p>A fork first makes and loses connections, to warm up, and then holds a fifth of them; the figures are of those that
 * come in addition. What still grows only once, such as compiled code, weighs more the fewer connections there are. There
 * is one iteration: what is held once is not measured again.
 */
public final class Idle implements OwnWorkload {

    private static final String CONNECTIONS = "connections";

    /** A fifth of them is one at least. */
    private static final int FEWEST = 5;

    private static final int MOST = 60_000;

    /** For files, libraries and the like. */
    private static final int DESCRIPTORS_BESIDES = 200;

    private static final double BYTES_PER_KIB = 1_024;

    /** Found by its package. */
    public Idle() {}

    @Override
    public List<Class<? extends Arm>> kinds() {
        return List.of(NetworkArm.class);
    }

    @Override
    public List<Point> points() {
        return List.of(
                Point.from(Size.FULL, Parameters.of(CONNECTIONS, 5_000)).withControlsWhenChosen(),
                Point.whenChosen(Parameters.of(CONNECTIONS, 15_000)));
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween(CONNECTIONS, FEWEST, MOST);
    }

    @Override
    public String title(Parameters at) {
        return "idle: memory of each of " + at.counted(CONNECTIONS, "connection");
    }

    @Override
    public String operation(Parameters at) {
        return "connection";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                new Metric("memory", "KiB per idle connection", Better.LESS),
                new Metric("heap", "bytes of heap", Better.LESS),
                new Metric("other", "bytes besides the heap", Better.LESS));
    }

    @Override
    public int iterations(Effort effort) {
        return 1;
    }

    @Override
    public Run open(String arm, Parameters at, Effort effort) throws IOException {
        int connections = at.number(CONNECTIONS);
        ProcessMemory.require();
        requireDescriptors(
                connections,
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getMaxFileDescriptorCount());
        NetworkArm server = Arms.open(arm, NetworkArm.class);
        HeldConnections held = new HeldConnections();
        try {
            held.connectTo(server.listen(held));
        } catch (IOException | RuntimeException failed) {
            held.close();
            server.close();
            throw failed;
        }
        return new Holding(server, held, connections, effort.warmUps());
    }

    /** Refuses what a process may not have here. */
    static void requireDescriptors(int connections, long most) {
        int needed = connections + DESCRIPTORS_BESIDES;
        if (needed > most) {
            throw new IllegalStateException("a process may open " + most + " files here, but for " + connections
                    + " connections it needs " + needed + ": raise the limit (ulimit -Hn " + needed + "; ulimit -n "
                    + needed + ", as root or within the hard limit), or name fewer with --param connections=N");
        }
    }

    private record Holding(NetworkArm server, HeldConnections held, int connections, int warmUps) implements Run {

        @Override
        public void warmUp() throws IOException {
            held.make(warmUps, 0);
            held.make(0, connections / FEWEST);
        }

        @Override
        public void measure(Recorder into) throws IOException {
            double heapBefore = ProcessMemory.heapBytes();
            double otherBefore = ProcessMemory.residentBytes();
            int more = connections - connections / FEWEST;
            held.make(0, more);
            double heap = (ProcessMemory.heapBytes() - heapBefore) / more;
            double other = (ProcessMemory.residentBytes() - otherBefore) / more;
            into.figure("memory", (heap + other) / BYTES_PER_KIB);
            into.figure("heap", heap);
            into.figure("other", other);
            into.operations(more);
        }

        @Override
        public void close() throws IOException {
            held.expectEnd();
            server.close();
            held.close();
        }
    }
}
