package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * A third model beside loop and blocking threads: code that waits, on a virtual thread for each connection, but for a
 * selector of its own, which another virtual thread polls. A channel stays registered, so a wait costs no system call, and
 * as long as there is something to do the poller yields instead of blocking, so no other thread has to be woken. After an
 * answer a thread waits at once, without a read that would find nothing. A connect is tried to be finished at once; a port's
 * thread waits for the selector, too.
 */
@Plays(value = Role.LIMIT, from = Size.FULL)
public final class VirtualThreadsOnASelector implements GroupArm, NetworkArm {

    /** How often the poller finds nothing before it blocks. */
    private static final int DRY_POLLS = 50;

    private final Selector selector;
    private final Thread poller;
    private volatile boolean running = true;

    /** Whether the poller may be about to block; if so, it has to be woken for what is registered now. */
    private volatile boolean blocking;

    /** Starts the poller. */
    public VirtualThreadsOnASelector() {
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot open a selector", refused);
        }
        poller = Thread.startVirtualThread(this::poll);
    }

    @Override
    public String description() {
        return "A virtual thread per connection that waits for a selector of its own, which another virtual thread"
                + " polls; it yields while there is something to do, and blocks after " + DRY_POLLS
                + " polls in vain: no framework.";
    }

    private void poll() {
        try (selector) {
            for (int dry = 0; running; ) {
                int found = dry < DRY_POLLS ? selector.selectNow(VirtualThreadsOnASelector::wake) : block();
                dry = found > 0 ? 0 : dry + 1;
                Thread.yield();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
                wake(key);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the selector failed", broken);
        }
    }

    /** What is registered before this says so is looked at first; for what comes later it is woken. */
    private int block() throws IOException {
        blocking = true;
        int found = selector.select(VirtualThreadsOnASelector::wake);
        blocking = false;
        return found;
    }

    private static void wake(SelectionKey key) {
        ((Waiter) key.attachment()).wake();
    }

    /** Has the poller look anew, if it does not do so all the time. */
    private void wakePoller() {
        if (blocking) {
            selector.wakeup();
        }
    }

    @Override
    public void post(Runnable work) {
        Thread.startVirtualThread(work);
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        return listen(accepted -> awaitReset(accepted, events));
    }

    @Override
    public InetSocketAddress echo() {
        return listen(this::echo);
    }

    private InetSocketAddress listen(Service service) {
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(ServerAddress.get(), 0), BACKLOG);
            port.configureBlocking(false);
            Thread.startVirtualThread(() -> acceptAll(port, service));
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    /** There are no loops: all processors are used as it is. */
    @Override
    public InetSocketAddress echo(int loops) {
        return echo();
    }

    private void acceptAll(ServerSocketChannel port, Service service) {
        try (port) {
            Waiter waiter = new Waiter(port, SelectionKey.OP_ACCEPT);
            while (true) {
                waiter.await();
                for (SocketChannel next = port.accept(); next != null; next = port.accept()) {
                    SocketChannel accepted = next;
                    Thread.startVirtualThread(() -> serve(accepted, service));
                }
            }
        } catch (ClosedChannelException closed) {
            // The arm was closed.
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot accept a connection", refused);
        }
    }

    private void serve(SocketChannel accepted, Service service) {
        try (accepted) {
            accepted.configureBlocking(false);
            service.serve(accepted);
        } catch (IOException gone) {
            // The client knows best why.
        }
        wakePoller(); // a closed channel is let go at the next look
    }

    private void awaitReset(SocketChannel accepted, ConnectionEvents events) throws IOException {
        events.seen();
        Waiter waiter = new Waiter(accepted, SelectionKey.OP_READ);
        waiter.await();
        try {
            accepted.read(ByteBuffer.allocate(1));
        } catch (ClosedChannelException closed) {
            return; // by the arm
        } catch (IOException reset) {
            accepted.close();
            events.lost();
            return;
        }
        events.failed(new IllegalStateException("the server saw no reset"));
    }

    private void echo(SocketChannel accepted) throws IOException {
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Waiter waiter = new Waiter(accepted, SelectionKey.OP_READ);
        ByteBuffer buffer = ReadBuffer.first();
        while (true) {
            waiter.await();
            int count = accepted.read(buffer);
            if (count < 0) {
                return;
            }
            accepted.write(buffer.flip());
            if (buffer.hasRemaining()) {
                waiter.waitFor(SelectionKey.OP_WRITE);
                while (buffer.hasRemaining()) {
                    waiter.await();
                    accepted.write(buffer);
                }
                waiter.waitFor(SelectionKey.OP_READ);
            }
            buffer = ReadBuffer.next(buffer, count);
        }
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        return () -> Thread.startVirtualThread(() -> connect(server, events));
    }

    private void connect(InetSocketAddress server, ConnectionEvents events) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(server) && !channel.finishConnect()) {
                Waiter waiter = new Waiter(channel, SelectionKey.OP_CONNECT);
                while (!channel.finishConnect()) {
                    waiter.await();
                }
            }
            events.seen();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0); // so that a close is a reset
        } catch (IOException refused) {
            events.failed(refused);
            return;
        }
        events.lost();
    }

    /** Closes all channels, which ends the threads. */
    @Override
    public void close() {
        running = false;
        selector.wakeup();
        try {
            poller.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Service {

        void serve(SocketChannel accepted) throws IOException;
    }

    /** A thread, and the channel for which it waits. */
    private final class Waiter {

        private final Thread thread = Thread.currentThread();
        private final SelectionKey key;

        /** Set by the poller, as often as it finds the channel ready; taken back by the thread, before it looks. */
        private volatile boolean ready;

        /** The thread that calls this waits for these operations of the channel. */
        Waiter(SelectableChannel channel, int operations) throws ClosedChannelException {
            key = channel.register(selector, operations, this);
            wakePoller();
        }

        private void waitFor(int operations) {
            key.interestOps(operations);
            wakePoller();
        }

        private void wake() {
            ready = true;
            LockSupport.unpark(thread);
        }

        private void await() {
            while (!ready) {
                LockSupport.park(this);
            }
            ready = false;
        }
    }
}
