package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import dev.heddle.benchmarks.load.PlainClients.Crew;
import dev.heddle.benchmarks.load.PlainClients.Order;
import dev.heddle.benchmarks.results.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The plain clients of a server that echoes in a process of their own, so that they share neither heap, collector nor compiler
 * with it. Their JDK is that of this process, and their flags are always the same. They connect when they are first run.
 *
 * <p>The property {@value #STARTED_BY} of a fork has the words that are put before the command that starts them, with commas
 * between, such as {@code ssh,other-host}: there the same JDK and the same program have to be in the same place.
 */
public final class ClientProcess implements ClosedLoop, ScheduledLoop {

    /** The property. */
    public static final String STARTED_BY = "heddle.lab.clients";

    /** They keep little on the heap, but two buffers for each connection besides. */
    private static final List<String> FLAGS =
            List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=16g");

    private final ChildJvm child;

    /**
     * Starts the process.
     *
     * @param loops of a closed loop, among which the connections are divided
     * @throws IllegalStateException if it cannot be started
     */
    public ClientProcess(InetSocketAddress server, int connections, int messageBytes, int loops) {
        try {
            child = ChildJvm.start(starter(), ChildJvm.ownJava(), FLAGS, List.of(), PlainClients.class);
        } catch (IOException refused) {
            throw new IllegalStateException("cannot start the process of the clients: " + refused, refused);
        }
        String host = server.getAddress().getHostAddress();
        child.say(Json.line(new Crew(host, server.getPort(), connections, messageBytes, loops)));
    }

    private static List<String> starter() {
        String words = System.getProperty(STARTED_BY, "");
        return words.isEmpty() ? List.of() : List.of(words.split(","));
    }

    @Override
    public EchoLoad run(long spanNanos) {
        return run(Order.closed(spanNanos));
    }

    @Override
    public void warmUp(int answers, long spanNanos) {
        ClosedLoop.super.warmUp(answers, spanNanos);
    }

    /** {@inheritDoc} Only requests can be sent from there. */
    @Override
    public EchoLoad run(Schedule schedule) {
        if (!schedule.isPlain()) {
            throw new IllegalArgumentException("nothing can be done besides by clients in another process");
        }
        return run(Order.of(schedule));
    }

    private EchoLoad run(Order order) {
        child.say(Json.line(order));
        try {
            String line = child.hear(List.of(PlainClients.SAW, PlainClients.OVERLOADED, PlainClients.FAILED));
            if (line.startsWith(PlainClients.OVERLOADED)) {
                throw new Overload(line.substring(PlainClients.OVERLOADED.length()));
            }
            if (line.startsWith(PlainClients.FAILED)) {
                throw new IllegalStateException(line.substring(PlainClients.FAILED.length()));
            }
            return Json.parse(line.substring(PlainClients.SAW.length()), EchoLoad.class);
        } catch (IOException ended) {
            throw new IllegalStateException("the process of the clients failed: " + ended.getMessage(), ended);
        }
    }

    /** Ends the process, and so its connections. */
    @Override
    public void close() {
        child.close();
    }
}
