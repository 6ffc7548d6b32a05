package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections of virtual threads that block, one for each end. A server needs no more than that; a client's end has a second
 * thread for work that is posted to it, and a lock, since that must not meet what it is told.
 */
final class BareVirtualThreadStreams implements Closeable {

    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    InetSocketAddress echo() {
        return listen(BareVirtualThreadStreams::echo);
    }

    private static void echo(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ReadBuffer.first();
        for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer)) {
            send(channel, buffer.flip());
            buffer = ReadBuffer.next(buffer, count);
        }
    }

    private static void send(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    InetSocketAddress sink(LongConsumer received) {
        return listen(channel -> {
            ByteBuffer buffer = ReadBuffer.first();
            for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer)) {
                received.accept(count);
                buffer = ReadBuffer.next(buffer, count);
            }
        });
    }

    void connect(InetSocketAddress server, Client client) {
        Thread.startVirtualThread(() -> {
            try {
                SocketChannel channel = SocketChannel.open();
                keep(channel, () -> new Outgoing(channel, client).live(server));
            } catch (IOException refused) {
                client.lost(refused);
            }
        });
    }

    private interface Service {

        void serve(SocketChannel channel) throws IOException;
    }

    private interface Life {

        void live() throws IOException;
    }

    /** Closes what lives at its end, and at that of the arm. */
    private void keep(Closeable channel, Life life) throws IOException {
        open.add(channel);
        try (channel) {
            life.live();
        } finally {
            open.remove(channel);
        }
    }

    private InetSocketAddress listen(Service service) {
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(ServerAddress.get(), 0), ConnectArm.BACKLOG);
            open.add(port);
            Thread.startVirtualThread(() -> {
                try {
                    acceptAll(port, service);
                } catch (ClosedChannelException closed) {
                    // The arm was closed.
                } catch (IOException refused) {
                    throw new UncheckedIOException("cannot accept a connection", refused);
                }
            });
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    private void acceptAll(ServerSocketChannel port, Service service) throws IOException {
        while (true) {
            SocketChannel accepted = port.accept();
            Thread.startVirtualThread(() -> {
                try {
                    keep(accepted, () -> {
                        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                        service.serve(accepted);
                    });
                } catch (IOException gone) {
                    // The client knows best why.
                }
            });
        }
    }

    /** Closes ports and connections, which ends the threads. */
    @Override
    public void close() throws IOException {
        for (Closeable channel : open) {
            channel.close();
        }
    }

    /** A client's end. */
    private static final class Outgoing implements Connection {

        private final SocketChannel channel;
        private final Client client;

        /** Whoever calls the client has it. */
        private final ReentrantLock calls = new ReentrantLock();

        /** For a thread of its own, since the other one reads. */
        private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();

        Outgoing(SocketChannel channel, Client client) {
            this.channel = channel;
            this.client = client;
        }

        void live(InetSocketAddress server) {
            Thread worker = Thread.startVirtualThread(this::runPosted);
            IOException why = null;
            try {
                connect(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                call(() -> client.connected(this));
                receive();
            } catch (IOException gone) {
                why = gone;
            } finally {
                worker.interrupt();
            }
            tellLoss(why);
        }

        private void runPosted() {
            try {
                while (true) {
                    call(posted.take());
                }
            } catch (InterruptedException ended) {
                // The connection is lost.
            }
        }

        private void tellLoss(@Nullable IOException why) {
            call(() -> client.lost(why));
        }

        /** A blocking connect would park, though on loopback the connection is there the moment after. */
        private void connect(InetSocketAddress server) throws IOException {
            channel.configureBlocking(false);
            boolean connected = channel.connect(server) || channel.finishConnect();
            channel.configureBlocking(true);
            if (!connected) {
                channel.finishConnect();
            }
        }

        private void receive() throws IOException {
            ByteBuffer buffer = ReadBuffer.first();
            for (int count = channel.read(buffer); count >= 0; count = channel.read(buffer)) {
                ByteBuffer received = buffer.flip();
                call(() -> client.received(received));
                buffer = ReadBuffer.next(buffer, count);
            }
        }

        private void call(Runnable work) {
            calls.lock();
            try {
                work.run();
            } finally {
                calls.unlock();
            }
        }

        /** Blocks; a loss is noticed by the thread that reads. */
        @Override
        public void send(ByteBuffer message) {
            try {
                BareVirtualThreadStreams.send(channel, message.duplicate());
            } catch (IOException gone) {
                // The thread that reads notices, too, and tells.
            }
        }

        /** All of it is with the kernel already. */
        @Override
        public void whenSent(Runnable then) {
            post(then);
        }

        /** A thread for each would start late, or never, while all carriers are busy with threads that there are. */
        @Override
        public void post(Runnable work) {
            posted.add(work);
        }

        @Override
        public void close() {
            try {
                channel.shutdownOutput();
            } catch (IOException gone) {
                // The thread that reads notices, too, and tells.
            }
        }
    }
}
