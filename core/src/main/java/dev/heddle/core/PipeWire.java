package dev.heddle.core;

import dev.heddle.net.PipeAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A wire of streams that block: the standard streams, and the pipes of a child process. Each direction has a thread, from
 * its first operation on, which does what is asked and has what came of it told in a turn.
 *
 * <p>The threads are platform threads. A stream of the JDK's keeps the carrier of a virtual thread while it waits, and a
 * pipe may be silent for long.
 *
 * <p>A read of a pipe ends when there is something, or nobody is left who could write, and not before. So to close is not
 * to wait for it: nothing is told any more, a thread of its own closes the streams, and the two others end when they can.
 */
final class PipeWire implements Wire {

    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private final Turns turns;
    private final String name;
    private final SocketAddress address;

    /** Null where nothing can be read: such a wire ends when its output has been shut down. */
    private final @Nullable InputStream in;

    /** Null where nothing can be written. */
    private final @Nullable OutputStream out;

    /** Permits to read once more, and to write or end. */
    private final Semaphore readWanted = new Semaphore(0);

    private final Semaphore writeWanted = new Semaphore(0);

    /** Null until attached. The baton's, as are the two that follow. */
    private @Nullable WireEvents events;

    private boolean hasReader;
    private boolean hasWriter;

    /** What the writer sends next; null where it is to end the output. Given by the permit. */
    private volatile ByteBuffer @Nullable [] batch;

    private volatile boolean closed;

    PipeWire(Turns turns, String name, @Nullable InputStream in, @Nullable OutputStream out) {
        this.turns = turns;
        this.name = name;
        this.in = in;
        this.out = out;
        address = new PipeAddress(name);
    }

    @Override
    public SocketAddress localAddress() {
        return address;
    }

    @Override
    public SocketAddress remoteAddress() {
        return address;
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
    }

    // Reading.

    @Override
    public void read() {
        InputStream readable = in;
        if (readable == null) {
            return; // the end of the output ends this read
        }
        readWanted.release();
        if (!hasReader) {
            hasReader = true;
            run(name + " reader", () -> readAll(readable));
        }
    }

    private void readAll(InputStream readable) {
        byte[] buffer = new byte[READ_BUFFER_BYTES];
        boolean more = true;
        while (more && awaitWanted(readWanted)) {
            more = readSome(readable, buffer);
        }
    }

    /** Reads once; whether there may be more. */
    private boolean readSome(InputStream readable, byte[] buffer) {
        try {
            int count = readable.read(buffer);
            tell(count < 0 ? events()::ended : () -> events().arrived(ByteBuffer.wrap(buffer, 0, count)));
            return count >= 0;
        } catch (IOException broken) {
            tell(() -> events().failed(broken));
            return false;
        }
    }

    // Writing.

    @Override
    public boolean write(ByteBuffer[] batch) {
        this.batch = batch;
        wakeWriter();
        return false;
    }

    @Override
    public void shutdownOutput() {
        batch = null;
        wakeWriter();
    }

    private void wakeWriter() {
        OutputStream writable = out;
        if (writable == null) {
            return;
        }
        writeWanted.release();
        if (!hasWriter) {
            hasWriter = true;
            run(name + " writer", () -> writeAll(writable));
        }
    }

    private void writeAll(OutputStream writable) {
        boolean more = true;
        while (more && awaitWanted(writeWanted)) {
            more = writeSome(writable);
        }
    }

    /** Writes once, or ends the output; whether there may be more. */
    private boolean writeSome(OutputStream writable) {
        ByteBuffer[] unsent = batch;
        try {
            if (unsent == null) {
                writable.close();
                outputEnded();
                return false;
            }
            for (ByteBuffer bytes : unsent) {
                writable.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                bytes.position(bytes.limit());
            }
            writable.flush();
            tell(() -> events().sent());
            return true;
        } catch (IOException broken) {
            tell(() -> events().failed(broken));
            return false;
        }
    }

    private void outputEnded() {
        if (in == null) {
            tell(() -> events().ended());
        }
    }

    // Ending.

    @Override
    public boolean close() {
        closed = true;
        readWanted.release();
        writeWanted.release();
        run(name + " closing", this::closeStreams);
        return true;
    }

    @Override
    public boolean reset() {
        return close();
    }

    /** The input first: the output may be waited for, while somebody writes to it. */
    private void closeStreams() {
        closeQuietly(in);
        closeQuietly(out);
    }

    private static void closeQuietly(@Nullable Closeable stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    // What both directions share.

    private void run(String thread, Runnable work) {
        turns.driver().runOnThread("heddle " + thread, work);
    }

    /** Waits for the next operation; false if there is none. */
    private boolean awaitWanted(Semaphore wanted) {
        try {
            wanted.acquire();
            return !closed;
        } catch (InterruptedException over) {
            return false; // the reactor's threads end
        }
    }

    /** Has {@code event} brought in a turn, unless the wire is closed by then. */
    private void tell(Runnable event) {
        turns.mailbox.give(() -> {
            if (!closed) {
                event.run();
            }
        });
    }

    private WireEvents events() {
        if (events == null) {
            throw new IllegalStateException("the wire is not attached");
        }
        return events;
    }
}
