package dev.heddle.loom;

import dev.heddle.core.FilePart;
import dev.heddle.core.SocketSettings;
import dev.heddle.core.Wire;
import dev.heddle.core.WireEvents;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a blocking channel, and the thread that reads from it.
 *
 * <p>That thread reads without the baton, takes the baton to hand the bytes up, and reads on. What the connection's own
 * callbacks write it sends itself, after it let go of the baton: no other thread is needed for an answer.
 *
 * <p>A thread that reads must never wait for its peer to take bytes: if both ends did, with full buffers, they would wait
 * for ever. So it sends without blocking, and what the kernel does not take at once goes to a <em>writer</em>, a thread
 * that exists only while there is a backlog. A writer also sends what any other thread writes to this connection.
 * Switching the channel to non-blocking and back costs no system call once its thread has read from it: the JDK makes
 * the socket of a virtual thread's channel non-blocking, and blocks on top of that. Both modes are only switched by the
 * reading thread, while it does not read and no write is under way; a backlog goes to the writer after the switch back.
 */
final class LoomWire implements Wire {

    private static final int SMALLEST_BUFFER_BYTES = 256;
    private static final int LARGEST_BUFFER_BYTES = 64 * 1024;

    /** How much of a file is copied, so that the rest of a part need not be. */
    private static final int PIECE_BYTES = 4 * 1024;

    /** How often the reading thread sends before it hands that over to a writer, and reads (M8). */
    private static final int SENDS_IN_A_ROW = 16;

    private final LoomDriver driver;
    final SocketChannel channel;
    private final SocketAddress local;
    private final SocketAddress remote;

    /** Null until attached. With the baton held. */
    private @Nullable WireEvents events;

    /** Null until {@link #serve}. */
    private volatile @Nullable Thread reader;

    private volatile boolean readWanted;
    private volatile boolean closed;

    /** Whether the socket is to be told, before it sends something, that this is not to be delayed. The sender's. */
    private boolean owesNoDelay;

    /** How to release the socket. Set before that is asked for. */
    private boolean resets;

    /** Whether the reading thread is to release the socket. That thread's own. */
    private boolean releasesOwn;

    /** What the reading thread is to send before it reads on; null if there is nothing. That thread's own. */
    private ByteBuffer @Nullable [] ownBatch;

    /** Null while there is no backlog. With the baton held. */
    private @Nullable Writer writer;

    /** Whether the reading thread will do nothing more. With the baton held. */
    private boolean readerEnded;

    LoomWire(LoomDriver driver, SocketChannel channel, StreamOptions options) throws IOException {
        this.driver = driver;
        this.channel = channel;
        local = channel.getLocalAddress();
        owesNoDelay = options.noDelay() && !SocketSettings.isUnix(local);
        remote = channel.getRemoteAddress();
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
    }

    // The reading thread.

    /** Tells of the connection with {@code opening}, then reads, hands up and answers until the connection is closed. */
    void serve(Runnable opening) {
        reader = Thread.currentThread();
        visit(opening);
        ByteBuffer buffer = ByteBuffer.allocate(SMALLEST_BUFFER_BYTES);
        for (int reads = 1; awaitWanted(); reads++) {
            int count = readInto(buffer);
            buffer = fitting(buffer, count);
            LoomDriver.pauseAfter(reads);
        }
        driver.visit(this::readerEnds);
    }

    /** The socket is released when no thread is in an operation on it any more, whoever closed it. */
    private void readerEnds() {
        readerEnded = true;
        tellIfReleased();
    }

    private void tellIfReleased() {
        if (readerEnded && writer == null && events != null) {
            events.closed();
        }
    }

    private boolean awaitWanted() {
        while (!isWanted()) {
            LockSupport.park(this);
        }
        readWanted = false;
        return !closed;
    }

    /** Whether there is something to do; no earlier interrupt keeps this thread from parking, or from reading (M7). */
    private boolean isWanted() {
        boolean wanted = readWanted || closed;
        Thread.interrupted();
        return wanted;
    }

    private int readInto(ByteBuffer buffer) {
        int count;
        try {
            count = channel.read(buffer.clear());
        } catch (IOException | Error broken) {
            visit(() -> failed(broken));
            return 0;
        }
        visit(() -> tellRead(count, buffer));
        return count;
    }

    private void tellRead(int count, ByteBuffer buffer) {
        if (count < 0) {
            events().ended();
        } else {
            events().arrived(buffer.flip());
        }
    }

    /** An error, too, ends the connection: the JDK throws one where it lacks memory or descriptors of its own. */
    private void failed(Throwable broken) {
        events().failed(broken instanceof IOException told ? told : new IOException(broken.toString(), broken));
    }

    /** A buffer for the next read: larger after a full one, smaller after one that was nearly empty. */
    private static ByteBuffer fitting(ByteBuffer buffer, int count) {
        int size = buffer.capacity();
        if (count == size && size < LARGEST_BUFFER_BYTES) {
            return ByteBuffer.allocate(size * 4);
        }
        if (count < size / 16 && size > SMALLEST_BUFFER_BYTES) {
            return ByteBuffer.allocate(size / 4);
        }
        return buffer;
    }

    /**
     * Brings an event, and then does, without the baton, what it asked of this wire: to send, or to close. If there is
     * always more to send, that becomes a writer's, so that this thread gets back to reading.
     */
    private void visit(Runnable event) {
        driver.visit(event);
        for (int sends = 0; ownBatch != null; sends++) {
            ByteBuffer[] batch = ownBatch;
            ownBatch = null;
            driver.visit(sends < SENDS_IN_A_ROW ? sendOwn(batch) : () -> giveToWriter(batch));
        }
        if (releasesOwn) {
            releasesOwn = false;
            releaseNow();
        }
    }

    /** Sends what it can; returns what is to be done about it with the baton held. */
    private Runnable sendOwn(ByteBuffer[] batch) {
        try {
            return sendWithoutBlocking(batch) ? () -> events().sent() : () -> giveToWriter(batch);
        } catch (IOException | Error broken) {
            return () -> failed(broken);
        }
    }

    private boolean sendWithoutBlocking(ByteBuffer[] batch) throws IOException {
        channel.configureBlocking(false);
        try {
            return send(batch);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Whether the kernel took everything. */
    private boolean send(ByteBuffer[] batch) throws IOException {
        setNoDelay();
        if (batch.length == 1) {
            channel.write(batch[0]);
        } else {
            channel.write(batch);
        }
        return !batch[batch.length - 1].hasRemaining();
    }

    private void setNoDelay() throws IOException {
        if (owesNoDelay) {
            owesNoDelay = false;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    // The writer.

    private void giveToWriter(ByteBuffer[] batch) {
        giveToWriter(() -> send(batch));
    }

    private void giveToWriter(Sending sending) {
        if (writer == null) {
            writer = new Writer();
            writer.sending = sending;
            driver.runBeside("heddle writer", writer);
        } else {
            writer.sending = sending;
        }
    }

    /**
     * Passes some of a file to the kernel, and first a piece of it by an ordinary write: that waits until there is room,
     * which passing a file does not, and sees to it that the socket is one that a virtual thread can wait for.
     */
    private boolean transferSome(FilePart part) throws IOException {
        setNoDelay();
        ByteBuffer piece = part.region().read(part.position(), Math.min(PIECE_BYTES, part.left()));
        part.sent(channel.write(piece));
        if (!part.isSent()) {
            part.sent(part.region().transferTo(part.position(), part.left(), channel));
        }
        return part.isSent();
    }

    /** What a writer does again and again. */
    @FunctionalInterface
    private interface Sending {
        /** Sends some, and waits where it can send nothing; whether everything is sent. */
        boolean proceed() throws IOException;
    }

    /** A thread that sends what is given to it while it lasts, and may wait for the peer. */
    private final class Writer implements Runnable {

        /** What is to be sent; null if nothing is. With the baton held, and while sending the writer's own. */
        private @Nullable Sending sending;

        @Override
        public void run() {
            int sends = 0;
            for (Sending unsent = sending; unsent != null; unsent = sending) {
                boolean sent;
                try {
                    sent = unsent.proceed();
                } catch (IOException | Error broken) {
                    tell(() -> failed(broken));
                    continue;
                }
                LoomDriver.pauseAfter(++sends);
                if (sent) {
                    tell(events()::sent);
                }
            }
        }

        /**
         * Brings {@code event}. What is sent because of it, in the same turn or in those that this visit still makes, is
         * this writer's; if that is nothing, this writer ends, and later there is a new one.
         */
        private void tell(Runnable event) {
            driver.visit(() -> {
                sending = null;
                event.run();
            });
            driver.visit(this::endIfIdle);
        }

        private void endIfIdle() {
            if (sending == null) {
                writer = null;
                tellIfReleased();
            }
        }
    }

    // What the core asks for, with the baton held.

    @Override
    public void read() {
        readWanted = true;
        if (Thread.currentThread() != reader) {
            LockSupport.unpark(reader);
        }
    }

    @Override
    public boolean write(ByteBuffer[] batch) {
        if (Thread.currentThread() == reader) {
            ownBatch = batch;
        } else {
            giveToWriter(batch);
        }
        return false;
    }

    @Override
    public boolean transfersFiles() {
        return true;
    }

    /** Always a writer's: the thread that reads must not wait for the disk. */
    @Override
    public boolean transfer(FilePart part) {
        giveToWriter(() -> transferSome(part));
        return false;
    }

    @Override
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException gone) {
            // Reading will say so.
        }
    }

    @Override
    public boolean close() {
        return release(false);
    }

    @Override
    public boolean reset() {
        return release(true);
    }

    /** The reading thread closes its own socket when it let go of the baton. Closing from elsewhere ends its read. */
    private boolean release(boolean byReset) {
        closed = true;
        resets = byReset;
        if (Thread.currentThread() == reader) {
            ownBatch = null;
            releasesOwn = true;
        } else {
            releaseNow();
            LockSupport.unpark(reader);
        }
        return false;
    }

    private void releaseNow() {
        if (resets) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException gone) {
                // The connection is gone, so there is nothing to reset.
            }
        }
        LoomDriver.closeQuietly(channel);
    }

    private WireEvents events() {
        if (events == null) {
            throw new IllegalStateException("the wire is not attached");
        }
        return events;
    }
}
