package dev.heddle.loom;

import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.core.Driver;
import dev.heddle.core.InheritedSocket;
import dev.heddle.core.Turns;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each connection, one for each port, and the loop, which only keeps the time. Each of them blocks
 * in its own operation, without the baton, and takes it to tell what came of it. So a connection's callbacks run on the
 * connection's thread, with no hand-over, and system calls of different connections overlap.
 *
 * <p>All these threads belong to the reactor's scope.
 */
final class LoomDriver implements Driver {

    private static final Runnable NO_ARRIVALS = () -> {};

    /** How many operations a thread completes before it pauses. */
    private static final int OPERATIONS_PER_STINT = 1_024;

    /** Long enough for the JDK's scheduler to turn to others. */
    private static final long PAUSE_NANOS = 100_000;

    private final Turns turns;

    /** Null before the loop begins; there is nothing to wake then. */
    private volatile @Nullable Thread loopThread;

    LoomDriver(Turns turns) {
        this.turns = turns;
    }

    @Override
    public void loop() {
        loopThread = Thread.currentThread();
        long waitNanos = turns.turn(NO_ARRIVALS);
        while (waitNanos != Turns.OVER) {
            if (waitNanos > 0) {
                LockSupport.parkNanos(this, waitNanos);
            }
            waitNanos = turns.turn(NO_ARRIVALS);
        }
    }

    @Override
    public void wake() {
        LockSupport.unpark(loopThread);
    }

    /** Brings one event to the core. On a thread of this driver's, outside a turn. */
    void visit(Runnable event) {
        turns.enter();
        try {
            event.run();
        } finally {
            turns.leave();
        }
    }

    /**
     * Lets the other threads run after each stint (M8). A virtual thread keeps its carrier until it has to wait, and one
     * whose peer is faster than its callbacks never has to. To yield would not do: threads that yield come before those
     * that were woken from outside the carriers, by the JDK's own poller among others, and can keep them out for ever.
     *
     * @param operations how many operations the calling thread has completed
     */
    static void pauseAfter(int operations) {
        if (operations % OPERATIONS_PER_STINT == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
        LoomAttempt attempt = new LoomAttempt(this, options, events);
        turns.threads().start("heddle connection", () -> attempt.run(remote));
        return attempt;
    }

    @Override
    public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
        return LoomAcceptor.bind(this, local, options, events);
    }

    @Override
    public DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        return LoomDatagramWire.open(this, local, options, events);
    }

    @Override
    public Acceptor adopt(ListenOptions options, AcceptEvents events) throws IOException {
        return switch (System.inheritedChannel()) {
            case ServerSocketChannel port -> {
                InheritedSocket.adopt();
                yield LoomAcceptor.adopt(this, port, options, events);
            }
            case SocketChannel connection -> {
                InheritedSocket.adopt();
                yield new LoomInherited(this, connection, options.stream(), events);
            }
            case null, default -> throw InheritedSocket.missing();
        };
    }

    @Override
    public void runBeside(String name, Runnable work) {
        turns.threads().start(name, work);
    }

    @Override
    public void runOnThread(String name, Runnable work) {
        turns.threads().startOnPlatform(name, work);
    }

    /** Connects to a UNIX socket, without waiting, and closes the connection. */
    static void probe(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(address);
        }
    }

    static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // The descriptor is released all the same.
        }
    }
}
