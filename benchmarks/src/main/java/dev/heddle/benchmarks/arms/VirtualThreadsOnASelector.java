package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A third model beside loop and blocking threads: code that waits, on a virtual thread for each connection, but for a
 * selector of its own, which another virtual thread polls. A channel stays registered, so a wait costs no system call, and
 * as long as there is something to do the poller yields instead of blocking, so no other thread has to be woken. After an
 * answer a thread waits at once, without a read that would find nothing.
 */
@Plays(value = Role.LIMIT, from = Size.FULL)
public final class VirtualThreadsOnASelector implements EchoArm {

    private static final int BUFFER_BYTES = 16 * 1_024;

    /** How often the poller finds nothing before it blocks. */
    private static final int DRY_POLLS = 50;

    private final Selector selector;
    private final Queue<ServerSocketChannel> ports = new ConcurrentLinkedQueue<>();
    private final Thread poller;
    private volatile boolean running = true;

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
                int found = dry < DRY_POLLS
                        ? selector.selectNow(VirtualThreadsOnASelector::wake)
                        : selector.select(VirtualThreadsOnASelector::wake);
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

    private static void wake(SelectionKey key) {
        ((Served) key.attachment()).wake();
    }

    @Override
    public InetSocketAddress echo() {
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), NetworkArm.BACKLOG);
            ports.add(port);
            Thread.startVirtualThread(() -> acceptAll(port));
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    private void acceptAll(ServerSocketChannel port) {
        try {
            while (true) {
                Served served = new Served(port.accept());
                served.thread.start();
            }
        } catch (ClosedChannelException closed) {
            // The arm was closed.
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot accept a connection", refused);
        }
    }

    @Override
    public void close() {
        try {
            for (ServerSocketChannel port : ports) {
                port.close();
            }
        } catch (IOException gone) {
            // The descriptor is released all the same.
        }
        running = false;
        selector.wakeup();
        try {
            poller.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection, and the thread that serves it. */
    private final class Served implements Runnable {

        private final SocketChannel channel;
        private final Thread thread = Thread.ofVirtual().unstarted(this);

        /** Set by the poller, as often as it finds the channel ready; taken back by the thread, before it looks. */
        private volatile boolean ready;

        Served(SocketChannel channel) {
            this.channel = channel;
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

        @Override
        public void run() {
            try (channel) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ, this);
                selector.wakeup();
                echo(key);
            } catch (IOException gone) {
                // The client knows best why.
            }
            selector.wakeup(); // a closed channel is let go at the next look
        }

        private void echo(SelectionKey key) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (true) {
                await();
                if (channel.read(buffer.clear()) < 0) {
                    return;
                }
                channel.write(buffer.flip());
                if (buffer.hasRemaining()) {
                    sendRest(buffer, key);
                }
            }
        }

        private void sendRest(ByteBuffer rest, SelectionKey key) throws IOException {
            key.interestOps(SelectionKey.OP_WRITE);
            selector.wakeup();
            while (rest.hasRemaining()) {
                await();
                channel.write(rest);
            }
            key.interestOps(SelectionKey.OP_READ);
            selector.wakeup();
        }
    }
}
