package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.ConnectionEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The other end for whoever connects, whatever the arm: a platform thread that blocks, and takes one connection after the
 * other - accepts it, sees its reset, and closes it. Since clients reset what they have without regard to this end, one
 * thread suffices, and no connection costs a selector's calls.
 */
public final class PlainAcceptor implements AutoCloseable {

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);
    private final ConnectionEvents events;
    private final ServerSocketChannel port;
    private final Thread thread;

    /**
     * Opens a port on loopback.
     *
     * @param events is told of its connections, on the thread
     */
    public PlainAcceptor(ConnectionEvents events) {
        this.events = events;
        try {
            port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ConnectArm.BACKLOG);
        } catch (IOException refused) {
            throw new IllegalStateException("cannot listen: " + refused, refused);
        }
        thread = Thread.ofPlatform().daemon().name("plain acceptor").start(this::acceptAll);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException closed) {
            throw new IllegalStateException("the port is closed", closed);
        }
    }

    /** The CPU time that its thread has taken so far. */
    public double cpuSeconds() {
        return ThreadCpu.secondsOf(thread);
    }

    private void acceptAll() {
        try {
            while (true) {
                take(port.accept());
            }
        } catch (ClosedChannelException closed) {
            // Nobody connects any more.
        } catch (IOException refused) {
            events.failed(refused);
        }
    }

    private void take(SocketChannel accepted) {
        events.seen();
        try (accepted) {
            accepted.read(buffer.clear());
            events.failed(new IllegalStateException("the client did not reset a connection"));
            return;
        } catch (IOException reset) {
            // Which is what was to come.
        }
        events.lost();
    }

    /** Closes the port, and waits for the end of the thread. */
    @Override
    public void close() {
        try {
            port.close();
            thread.interrupt(); // if a client has left a connection open
            thread.join();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot close a port: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
