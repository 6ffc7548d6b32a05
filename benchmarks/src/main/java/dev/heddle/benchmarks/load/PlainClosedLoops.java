package dev.heddle.benchmarks.load;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;

/**
 * Several closed loops of plain NIO, each on a thread of its own, for servers that one alone could not keep busy. They count at
 * the same time: from when every connection has had its first answer.
 */
public final class PlainClosedLoops implements ClosedLoop {

    private final List<PlainClosedLoop> loops = new ArrayList<>();
    private final ExecutorService threads;

    private PlainClosedLoops(int loops) {
        threads = Executors.newFixedThreadPool(loops);
    }

    /**
     * Connects, and waits for that.
     *
     * @param loops among which the connections are divided; a single one is run by whoever calls it
     * @throws IllegalStateException if a connection fails
     */
    public static ClosedLoop open(InetSocketAddress server, int connections, int messageBytes, int loops) {
        if (loops == 1) {
            return new PlainClosedLoop(server, connections, messageBytes);
        }
        PlainClosedLoops all = new PlainClosedLoops(loops);
        try {
            for (int loop = 0; loop < loops; loop++) {
                int first = connections * loop / loops;
                int end = connections * (loop + 1) / loops;
                all.loops.add(new PlainClosedLoop(server, first, end - first, messageBytes));
            }
        } catch (RuntimeException refused) {
            all.close();
            throw refused;
        }
        return all;
    }

    @Override
    public EchoLoad run(long spanNanos) {
        Phaser begun = new Phaser(loops.size());
        List<Callable<EchoLoad>> work = new ArrayList<>();
        loops.forEach(loop -> work.add(() -> run(loop, spanNanos, begun)));
        List<EchoLoad> loads = new ArrayList<>();
        try {
            for (Future<EchoLoad> load : threads.invokeAll(work)) {
                loads.add(load.get());
            }
        } catch (ExecutionException failed) {
            Throwable why = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IllegalStateException(why.getMessage(), why);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return EchoLoad.sum(loads);
    }

    /** If one fails, the others must not wait for it. */
    private static EchoLoad run(PlainClosedLoop loop, long spanNanos, Phaser begun) {
        try {
            return loop.run(spanNanos, begun::arriveAndAwaitAdvance);
        } catch (RuntimeException failed) {
            begun.forceTermination();
            throw failed;
        }
    }

    /** Closes all connections, and ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
        loops.forEach(PlainClosedLoop::close);
    }
}
