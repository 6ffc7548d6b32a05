package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Recorder;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.Run;
import dev.heddle.benchmarks.fork.ProcessCpu;
import dev.heddle.benchmarks.load.RequestLoad;
import dev.heddle.benchmarks.load.RequestLoop;
import dev.heddle.benchmarks.load.Requests;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server of requests, its clients, and what both cost. */
abstract class MixedRequests implements Run {

    static final String CONNECTIONS = "connections";
    static final String WORK_MILLIS = "workMillis";

    /** What the histogram of those is called that came in time. */
    static final String TIMES = "request";

    /** Some arms have a thread of the operating system for each, and another for its work. */
    private static final int MOST_CONNECTIONS = 4_000;

    private static final int LONGEST_WORK_MILLIS = 1_000;
    private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_MIB = 1 << 20;

    final RequestLoop clients;

    private final RequestArm server;
    private final Effort effort;
    private final long bytesBefore;

    /** Opens the arm. */
    MixedRequests(Supplier<RequestArm> arm, Parameters at, Effort effort) throws IOException {
        ProcessMemory.require();
        this.effort = effort;
        Requests requests = new Requests(at.number(CONNECTIONS), at.number(WORK_MILLIS));
        bytesBefore = bytes();
        server = arm.get();
        try {
            clients = new RequestLoop(server.serve(requests), requests);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    static Supplier<RequestArm> arm(String name) {
        return () -> Arms.open(name, RequestArm.class);
    }

    /** Whether the figures are about requests whose work blocks. */
    static boolean allows(Parameters at) {
        return at.isBetween(CONNECTIONS, 1, MOST_CONNECTIONS) && at.isBetween(WORK_MILLIS, 1, LONGEST_WORK_MILLIS);
    }

    static String inWords(Parameters at) {
        return at.counted(CONNECTIONS, "connection") + ", " + at.grouped(WORK_MILLIS) + " ms of blocking work";
    }

    private static long bytes() throws IOException {
        long heap = ProcessMemory.heapBytes();
        return heap + ProcessMemory.residentBytes();
    }

    /** Has the clients make requests. */
    abstract RequestLoad iteration();

    /** The same with more patience. */
    RequestLoad patientIteration() {
        return iteration();
    }

    /** Tells what there is besides the cost. */
    abstract void tell(RequestLoad found, Recorder into);

    /**
     * Until as many requests were made as the effort asks for, by clients that wait for their answers, or there was time for
     * no more. Then as they will be measured.
     */
    @Override
    public final void warmUp() {
        long begunNanos = System.nanoTime();
        long made = 0;
        while (made < effort.warmUps() && System.nanoTime() - begunNanos < LONGEST_WARM_UP_NANOS) {
            made += clients.runClosed(TimeUnit.MILLISECONDS.toNanos(effort.iterationMillis()))
                    .requests();
        }
        for (int left = effort.warmUpIterations(); left > 0; left--) {
            patientIteration();
        }
    }

    @Override
    public final void measure(Recorder into) throws Exception {
        long begunCpuNanos = ProcessCpu.nanos();
        RequestLoad found = iteration();
        double cpuNanos = ProcessCpu.nanos() - begunCpuNanos - found.cpuSeconds() * TimeUnit.SECONDS.toNanos(1);
        into.histogram(TIMES, found.nanos());
        if (found.limitNanos().getTotalCount() > 0) {
            into.histogram("limit", found.limitNanos());
        }
        into.operations(found.requests());
        into.generatorCpu(found.cpuSeconds());
        into.figure("cpu", cpuNanos / found.requests() / NANOS_PER_MICRO);
        into.figure("memory", (clients.whileHeld(MixedRequests::bytes) - bytesBefore) / BYTES_PER_MIB);
        tell(found, into);
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
