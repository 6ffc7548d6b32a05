package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.LoopArm;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections of a hand-written loop. It runs what it finds attached to keys that are ready. One buffer serves all that is
 * read; only what the kernel does not take at once is kept.
 */
final class BareNioStreams {

    private static final int BUFFER_BYTES = 64 * 1_024;

    private final Selector selector;
    private final LoopArm loop;

    /** Confined to the loop. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    BareNioStreams(Selector selector, LoopArm loop) {
        this.selector = selector;
        this.loop = loop;
    }

    InetSocketAddress echo() {
        return listen(channel -> new Echo(channel).waitFor(SelectionKey.OP_READ));
    }

    /** Accepts here, and deals the connections out to those loops in turns. */
    InetSocketAddress echo(List<BareNioStreams> loops) {
        AtomicInteger dealt = new AtomicInteger();
        return listen(
                channel -> loops.get(dealt.getAndIncrement() % loops.size()).take(channel));
    }

    private void take(SocketChannel channel) {
        loop.post(() -> {
            try {
                new Echo(channel).waitFor(SelectionKey.OP_READ);
            } catch (IOException closed) {
                throw new UncheckedIOException("cannot serve a connection", closed);
            }
        });
    }

    InetSocketAddress sink(LongConsumer received) {
        return listen(channel -> new Sink(channel, received).waitFor(SelectionKey.OP_READ));
    }

    void connect(InetSocketAddress server, Client client) {
        loop.post(() -> {
            try {
                new Outgoing(SocketChannel.open(), client).connect(server);
            } catch (IOException refused) {
                client.lost(refused);
            }
        });
    }

    private interface Service {

        void serve(SocketChannel channel) throws IOException;
    }

    private InetSocketAddress listen(Service service) {
        try {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(ServerAddress.get(), 0), ConnectArm.BACKLOG);
            port.configureBlocking(false);
            loop.post(() -> {
                try {
                    port.register(selector, SelectionKey.OP_ACCEPT, (Runnable) () -> accept(port, service));
                } catch (IOException closed) {
                    throw new UncheckedIOException("cannot wait for connections", closed);
                }
            });
            return (InetSocketAddress) port.getLocalAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    private static void accept(ServerSocketChannel port, Service service) {
        try {
            for (SocketChannel next = port.accept(); next != null; next = port.accept()) {
                service.serve(next);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot accept a connection", refused);
        }
    }

    /** One end of a connection. */
    private abstract class Stream implements Runnable {

        final SocketChannel channel;
        final SelectionKey key;

        Stream(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, this);
        }

        final void waitFor(int operations) {
            key.interestOps(operations);
        }

        @Override
        public final void run() {
            try {
                ready();
            } catch (IOException gone) {
                end(gone);
            }
        }

        abstract void ready() throws IOException;

        /** Closes it; without a reason if one of both ends wanted that. */
        void end(@Nullable IOException why) {
            try {
                channel.close();
            } catch (IOException gone) {
                // The descriptor is released all the same.
            }
        }
    }

    /** Sends back what it reads, and reads nothing while that waits. */
    private final class Echo extends Stream {

        /** What the kernel has not taken yet, if anything. */
        private @Nullable ByteBuffer rest;

        Echo(SocketChannel channel) throws IOException {
            super(channel);
        }

        @Override
        void ready() throws IOException {
            if (rest != null) {
                channel.write(rest);
                if (!rest.hasRemaining()) {
                    rest = null;
                    waitFor(SelectionKey.OP_READ);
                }
            } else if (channel.read(buffer.clear()) < 0) {
                end(null);
            } else {
                channel.write(buffer.flip());
                keepRest();
            }
        }

        private void keepRest() {
            if (buffer.hasRemaining()) {
                rest = ByteBuffer.allocateDirect(buffer.remaining()).put(buffer).flip();
                waitFor(SelectionKey.OP_WRITE);
            }
        }
    }

    /** Takes all that comes. */
    private final class Sink extends Stream {

        private final LongConsumer received;

        Sink(SocketChannel channel, LongConsumer received) throws IOException {
            super(channel);
            this.received = received;
        }

        @Override
        void ready() throws IOException {
            int count = channel.read(buffer.clear());
            if (count < 0) {
                end(null);
            } else {
                received.accept(count);
            }
        }
    }

    /** A client's end. */
    private final class Outgoing extends Stream implements Connection {

        private final Client client;
        private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
        private final List<Runnable> whenSent = new ArrayList<>();
        private boolean closing;
        private boolean ended;

        Outgoing(SocketChannel channel, Client client) throws IOException {
            super(channel);
            this.client = client;
        }

        void connect(InetSocketAddress server) {
            try {
                if (channel.connect(server) || channel.finishConnect()) {
                    connected();
                } else {
                    waitFor(SelectionKey.OP_CONNECT);
                }
            } catch (IOException refused) {
                end(refused);
            }
        }

        private void connected() {
            waitFor(SelectionKey.OP_READ);
            client.connected(this);
        }

        @Override
        void ready() throws IOException {
            if (key.isConnectable()) {
                if (channel.finishConnect()) {
                    connected();
                }
                return;
            }
            if (key.isWritable()) {
                sendRest();
            }
            if (key.isReadable()) {
                read();
            }
        }

        private void read() throws IOException {
            if (channel.read(buffer.clear()) < 0) {
                end(null);
            } else {
                client.received(buffer.flip());
            }
        }

        private void sendRest() throws IOException {
            for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
                channel.write(next);
                if (next.hasRemaining()) {
                    return;
                }
                unsent.remove();
            }
            waitFor(SelectionKey.OP_READ);
            whenSent.forEach(loop::post);
            whenSent.clear();
            if (closing) {
                channel.shutdownOutput();
            }
        }

        @Override
        public void send(ByteBuffer message) {
            ByteBuffer mine = message.duplicate();
            try {
                if (unsent.isEmpty() && !ended) {
                    channel.write(mine);
                }
            } catch (IOException gone) {
                end(gone);
            }
            if (mine.hasRemaining() && !ended) {
                unsent.add(mine);
                waitFor(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }

        @Override
        public void whenSent(Runnable then) {
            if (unsent.isEmpty()) {
                loop.post(then);
            } else {
                whenSent.add(then);
            }
        }

        @Override
        public void post(Runnable work) {
            loop.post(work);
        }

        @Override
        public void close() {
            closing = true;
            if (unsent.isEmpty()) {
                try {
                    channel.shutdownOutput();
                } catch (IOException gone) {
                    end(gone);
                }
            }
        }

        /** Told in a step of its own, never inside what the client does. */
        @Override
        void end(@Nullable IOException why) {
            if (!ended) {
                ended = true;
                super.end(why);
                loop.post(() -> client.lost(why));
            }
        }
    }
}
