package dev.heddle.core;

import dev.heddle.net.PipeAddress;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Standard input and output, as a port with one connection.
 *
 * <p>{@code System.in} would do, but a thread that reads from it cannot be ended, and the stop would wait for it. What is read
 * through a file's channel ends when that is closed, or the thread interrupted; so it is for writing.
 */
final class StandardStreams implements Driver.Acceptor {

    private static final AtomicBoolean ADOPTED = new AtomicBoolean();
    private static final String NAME = "standard streams";

    private final Turns turns;
    private final Driver.AcceptEvents events;
    private boolean accepted;

    private StandardStreams(Turns turns, Driver.AcceptEvents events) {
        this.turns = turns;
        this.events = events;
    }

    /** The streams, which nobody else may have adopted. */
    static StandardStreams adopt(Turns turns, Driver.AcceptEvents events) throws IOException {
        if (ADOPTED.getAndSet(true)) {
            throw new IOException("they were adopted before, and there are no others");
        }
        return new StandardStreams(turns, events);
    }

    @Override
    public SocketAddress address() {
        return new PipeAddress(NAME);
    }

    @Override
    public void accept() {
        if (!accepted) {
            accepted = true;
            PipeWire wire = new PipeWire(turns, NAME, new StandardInput(), new StandardOutput());
            turns.later(() -> events.accepted(wire));
        }
    }

    @Override
    public void close() {
        turns.later(events::closed);
    }

    /** Descriptor 0. */
    private static final class StandardInput extends InputStream {

        private final FileInputStream file = new FileInputStream(FileDescriptor.in);

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return file.getChannel().read(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Descriptor 1. */
    private static final class StandardOutput extends OutputStream {

        private final FileOutputStream file = new FileOutputStream(FileDescriptor.out);

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer unsent = ByteBuffer.wrap(bytes, offset, length);
            while (unsent.hasRemaining()) {
                file.getChannel().write(unsent);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
