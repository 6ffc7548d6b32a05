package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.load.OpenLoop.Schedule;

/** Clients of a server that echoes, which send by a schedule, whether earlier requests were answered or not. */
public interface ScheduledLoop extends AutoCloseable {

    /**
     * Has the server warm up, with as many other connections whose clients wait for their answers ({@link ClosedLoop}): by a
     * schedule it would take long. They are closed at the end.
     *
     * @param answers how many are waited for
     * @param spanNanos how long it counts at a time
     */
    void warmUp(int answers, long spanNanos);

    /**
     * Sends requests, on each connection in turn.
     *
     * @throws Overload if not all were answered in time
     * @throws IllegalStateException if an answer is another than its request, or a connection ends
     */
    EchoLoad run(Schedule schedule);

    /** Closes all connections. */
    @Override
    void close();
}
