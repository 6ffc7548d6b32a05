package dev.heddle.benchmarks.command;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.IdleClients;
import dev.heddle.benchmarks.fork.IdleServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle bench idle}. */
@Command(
        name = "idle",
        description = {
            "Measures how much memory an accepted connection takes that does nothing: bytes of the heap after garbage"
                    + " collection, and bytes of the process besides. The clients are a process of their own. What the"
                    + " kernel keeps for a socket is not in it.",
            "Each JVM first makes and loses connections, to warm up, and then holds a fifth of them; the figures are"
                    + " of those that come in addition. They are medians of the rounds, with the least and the"
                    + " greatest. Needs Linux."
        },
        mixinStandardHelpOptions = true)
final class IdleCommand implements Callable<Integer> {

    private static final List<String> FLAGS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", Size.NATIVE_ACCESS);

    /** For files, libraries and the like. */
    private static final int DESCRIPTORS_BESIDES = 200;

    /** A fifth of them is one at least. */
    private static final int FEWEST = 5;

    private static final int WARM_UP_CONNECTIONS = 20_000;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "5000",
            description = "how many connections each arm holds; with 15000, what a process takes only once hardly"
                    + " counts. Default: ${DEFAULT-VALUE}")
    private int connections = 5_000;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "" + WARM_UP_CONNECTIONS,
            description = "how many it makes and loses before. Default: ${DEFAULT-VALUE}")
    private int warmUpConnections = WARM_UP_CONNECTIONS;

    /** Made by picocli. */
    IdleCommand() {}

    @Override
    public Integer call() {
        rounds.require("--connections", FEWEST, connections);
        rounds.require("--warm-up", 0, warmUpConnections);
        Optional<String> obstacle = Files.isReadable(Path.of("/proc/self/status"))
                ? tooFewDescriptors(connections, mostDescriptors())
                : Optional.of("needs /proc/self/status, which Linux has");
        if (obstacle.isPresent()) {
            return rounds.fail(obstacle.get());
        }
        List<String> columns = List.of("heap bytes", "other bytes", "KiB together");
        return rounds.run(NetworkArm.class, FLAGS, columns, this::measure);
    }

    private static long mostDescriptors() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    /** What to say if a process may not have that many connections. */
    static Optional<String> tooFewDescriptors(int connections, long most) {
        int needed = connections + DESCRIPTORS_BESIDES;
        return needed <= most
                ? Optional.empty()
                : Optional.of("a process may open " + most + " files here, but for " + connections + " connections it"
                        + " needs " + needed + ": raise the limit (ulimit -Hn " + needed + "; ulimit -n " + needed
                        + ", as root or within the hard limit), or name fewer with --connections");
    }

    private double[] measure(String arm) throws IOException {
        try (ChildJvm server = ChildJvm.start(ChildJvm.ownJava(), FLAGS, IdleServer.class, List.of(arm));
                ChildJvm clients =
                        ChildJvm.start(ChildJvm.ownJava(), FLAGS, IdleClients.class, List.of(server.hear()))) {
            HeldConnections held = new HeldConnections(server, clients);
            held.makeAndReset(warmUpConnections);
            int few = connections / 5;
            held.makeAndKeep(few);
            HeldConnections.Memory before = held.memory();
            held.makeAndKeep(connections - few);
            HeldConnections.Memory after = held.memory();
            double heap = (double) (after.heapBytes() - before.heapBytes()) / (connections - few);
            double other = (double) (after.otherBytes() - before.otherBytes()) / (connections - few);
            return new double[] {heap, other, (heap + other) / 1024};
        }
    }
}
