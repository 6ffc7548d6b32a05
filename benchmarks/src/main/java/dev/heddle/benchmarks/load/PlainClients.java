package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.fork.ParentProcess;
import dev.heddle.benchmarks.fork.ProcessCpu;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import dev.heddle.benchmarks.results.Json;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The plain clients of a server that echoes, as a program with nothing else in it. For each {@link Order} it answers with what
 * they saw, or why it failed, in a line. It ends with the process that has started it.
 */
public final class PlainClients {

    /** What the line begins with that says what they saw. */
    static final String SAW = "heddle-clients-saw ";

    /** What the line begins with that says why they failed. */
    static final String FAILED = "heddle-clients-failed ";

    /** What the line begins with that says how they did not keep the rate. */
    static final String OVERLOADED = "heddle-clients-overloaded ";

    private final Crew crew;
    private @Nullable ClosedLoop closed;
    private @Nullable OpenLoop open;

    private PlainClients(Crew crew) {
        this.crew = crew;
    }

    /**
     * Who the clients are, and where the server is.
     *
     * @param host an address in numbers
     */
    record Crew(String host, int port, int connections, int messageBytes, int loops) {

        private InetSocketAddress server() {
            return new InetSocketAddress(host, port);
        }
    }

    /**
     * One iteration: of a closed loop that counts for so long, or by a schedule. The connections of one kind are closed when
     * the other begins.
     *
     * @param spanNanos null if there is a schedule
     */
    record Order(@Nullable Long spanNanos, int requests, int perSecond, long graceNanos) {

        static Order closed(long spanNanos) {
            return new Order(spanNanos, 0, 0, 0);
        }

        static Order of(Schedule schedule) {
            return new Order(null, schedule.requests(), schedule.perSecond(), schedule.graceNanos());
        }
    }

    /** Takes no arguments: the first line is the {@link Crew}. */
    public static void main(String... arguments) throws InterruptedException {
        ParentProcess parent = ParentProcess.listen();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PlainClients clients = new PlainClients(Json.parse(parent.hear(), Crew.class));
        while (true) {
            Order order = Json.parse(parent.hear(), Order.class);
            try {
                out.println(SAW + Json.line(clients.run(order)));
            } catch (Overload late) {
                out.println(OVERLOADED + late.getMessage());
            } catch (RuntimeException failed) {
                out.println(FAILED + String.valueOf(failed.getMessage()).replaceAll("\\R", " "));
            }
        }
    }

    /** All that this process takes meanwhile is the clients', compiler and collector among it. */
    private EchoLoad run(Order order) {
        long beganCpuNanos = ProcessCpu.nanos();
        EchoLoad load = order.spanNanos == null
                ? open().run(new Schedule(order.requests, order.perSecond, order.graceNanos))
                : closed().run(order.spanNanos);
        return load.withCpu((double) (ProcessCpu.nanos() - beganCpuNanos) / TimeUnit.SECONDS.toNanos(1));
    }

    private ClosedLoop closed() {
        if (open != null) {
            open.close();
            open = null;
        }
        if (closed == null) {
            closed = PlainClosedLoops.open(crew.server(), crew.connections, crew.messageBytes, crew.loops);
        }
        return closed;
    }

    private OpenLoop open() {
        if (closed != null) {
            closed.close();
            closed = null;
        }
        if (open == null) {
            open = new OpenLoop(crew.server(), crew.connections, crew.messageBytes);
        }
        return open;
    }
}
