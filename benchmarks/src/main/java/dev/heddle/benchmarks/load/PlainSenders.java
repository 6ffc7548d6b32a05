package dev.heddle.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Connections that send as fast as they can: blocking channels with a platform thread each, the same for all arms. */
public final class PlainSenders implements AutoCloseable {

    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer message;
    private final ExecutorService threads;

    /**
     * Connects, and waits for that.
     *
     * @param message what is sent, again and again; a direct buffer that is never changed
     * @throws IllegalStateException if a connection fails
     */
    public PlainSenders(InetSocketAddress server, int connections, ByteBuffer message) {
        this.message = message;
        threads = Executors.newFixedThreadPool(connections);
        try {
            for (int made = 0; made < connections; made++) {
                SocketChannel channel = SocketChannel.open(server);
                channels.add(channel);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
        } catch (IOException refused) {
            close();
            throw new IllegalStateException("cannot connect to " + server + ": " + refused, refused);
        }
    }

    /**
     * Begins to send the message so many times on each connection, and returns.
     *
     * @param failed is told if a connection fails
     */
    public void send(int timesOnEach, Consumer<Throwable> failed) {
        for (SocketChannel channel : channels) {
            threads.execute(() -> {
                try {
                    send(channel, timesOnEach);
                } catch (IOException gone) {
                    failed.accept(gone);
                }
            });
        }
    }

    private void send(SocketChannel channel, int times) throws IOException {
        for (int sent = 0; sent < times; sent++) {
            ByteBuffer mine = message.duplicate();
            while (mine.hasRemaining()) {
                channel.write(mine);
            }
        }
    }

    /** Closes all connections, and ends the threads. */
    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException gone) {
                // which is what was wanted
            }
        }
        threads.shutdownNow();
    }
}
