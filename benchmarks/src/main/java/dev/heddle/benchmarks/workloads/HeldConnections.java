package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.IdleClients;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Connections from {@link IdleClients}, a process of their own, to a server here, which tells this of them. */
final class HeldConnections implements ConnectionEvents, Closeable {

    /** What a port of any arm can keep waiting: never are clients further ahead of the server. */
    private static final int BATCH = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private int seen;
    private int lost;
    private boolean ending;
    private @Nullable Throwable failure;

    private @Nullable ChildJvm clients;
    private int made;
    private int reset;

    @Override
    public void seen() {
        tell(() -> seen++);
    }

    @Override
    public void lost() {
        tell(() -> lost++);
    }

    @Override
    public void failed(Throwable cause) {
        tell(() -> {
            if (!ending) {
                failure = cause;
            }
        });
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Starts the clients. */
    void connectTo(InetSocketAddress server) throws IOException {
        List<String> port = List.of(String.valueOf(server.getPort()));
        clients = ChildJvm.start(ChildJvm.ownJava(), List.of("-Xmx64m"), IdleClients.class, port);
    }

    /** Makes connections of which so many are reset at once and the others stay, and waits until the server has seen that. */
    void make(int toReset, int toKeep) throws IOException {
        ChildJvm started = clients;
        if (started == null) {
            throw new IllegalStateException("there are no clients yet");
        }
        for (int left = toReset + toKeep; left > 0; left -= BATCH) {
            int now = Math.min(left, BATCH);
            int resetNow = Math.min(now, Math.max(left - toKeep, 0));
            started.say(resetNow + " " + (now - resetNow));
            started.hear(List.of(IdleClients.MADE));
            made += now;
            reset += resetNow;
            await();
        }
    }

    /** Waits for as many as were made and reset; more than those are a failure. */
    private void await() {
        long leftNanos = TimeUnit.SECONDS.toNanos(Completion.LIMIT_SECONDS);
        lock.lock();
        try {
            while (failure == null && (seen < made || lost < reset) && leftNanos > 0) {
                leftNanos = told.awaitNanos(leftNanos);
            }
            if (failure != null) {
                throw new IllegalStateException("a connection failed", failure);
            }
            Completion.check("connections seen", made, seen);
            Completion.check("connections lost", reset, lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** From now on the server may end connections as it likes. */
    void expectEnd() {
        tell(() -> ending = true);
    }

    /** Ends the clients. */
    @Override
    public void close() {
        if (clients != null) {
            clients.close();
        }
    }
}
