package dev.heddle.benchmarks.fork;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.NetworkArm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Holds the connections of one arm's port, and says how much memory that takes.
 *
 * <p>First it prints its port. For a line of two numbers - how many connections were made in all, and how many of them
 * were reset - it waits until it has seen that, and prints a line. For the line {@value #MEASURE} it prints how many
 * bytes of the heap are in use after garbage was collected, and how many bytes of the process are resident. It ends
 * with its input.
 */
public final class IdleServer {

    /** Asks for the memory. */
    public static final String MEASURE = "measure";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int LIMIT_SECONDS = 60;
    private static final int COLLECTIONS = 3;

    private final Count seen = new Count("seen");
    private final Count lost = new Count("lost");

    private IdleServer() {}

    /** Argument: the arm. */
    public static void main(String... arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        IdleServer server = new IdleServer();
        NetworkArm arm = Arms.open(arguments[0], NetworkArm.class);
        System.out.println(arm.listen(server.events()).getPort());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(line.equals(MEASURE) ? heapBytes() + " " + residentBytes() : server.await(line));
        }
        Runtime.getRuntime().halt(0); // in order it would take its time with thousands of connections
    }

    private ConnectionEvents events() {
        return new ConnectionEvents() {
            @Override
            public void seen() {
                seen.add();
            }

            @Override
            public void lost() {
                lost.add();
            }

            @Override
            public void failed(Throwable cause) {
                lost.add();
            }
        };
    }

    private String await(String line) {
        String[] counts = line.split(" ");
        seen.await(Integer.parseInt(counts[0]));
        lost.await(Integer.parseInt(counts[1]));
        return line;
    }

    private static long heapBytes() {
        for (int left = COLLECTIONS; left > 0; left--) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            String kilobytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", "");
            return 1024 * Long.parseLong(kilobytes);
        }
    }

    /** How often something was told. */
    private static final class Count {

        private final String what;
        private final Semaphore told = new Semaphore(0);
        private int awaited;

        Count(String what) {
            this.what = what;
        }

        private void add() {
            told.release();
        }

        /** Waits until it was told so often since the beginning; more often is a failure. */
        private void await(int times) {
            try {
                if (!told.tryAcquire(times - awaited, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("still waiting for " + times + " connections to be " + what);
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("interrupted", interrupted);
            }
            awaited = times;
            if (told.availablePermits() > 0) {
                throw new IllegalStateException("more than " + times + " connections were " + what);
            }
        }
    }
}
