package dev.heddle.testing;

import dev.heddle.core.Wire;
import dev.heddle.core.WireEvents;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A reactor's end of a connection in memory: an operation completes when its socket can do it. */
final class MemoryWire implements Wire {

    private static final int READ_BUFFER_BYTES = 64 * 1024;

    private final MemoryDriver driver;
    private final MemorySocket socket;

    /** Null until attached. With the baton held, as is what follows. */
    private @Nullable WireEvents events;

    private boolean reading;
    private ByteBuffer @Nullable [] batch;
    private boolean closed;

    /** Whether {@link #proceed} is to run in the next pass, and so not twice there. The world's lock guards it. */
    private boolean proceeds;

    MemoryWire(MemoryDriver driver, MemorySocket socket) {
        this.driver = driver;
        this.socket = socket;
    }

    @Override
    public SocketAddress localAddress() {
        return socket.local();
    }

    @Override
    public SocketAddress remoteAddress() {
        return socket.remote();
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
        locked(() -> socket.setListener(this::proceedLater));
    }

    @Override
    public void read() {
        reading = true;
        proceedLater();
    }

    @Override
    public boolean write(ByteBuffer[] batch) {
        this.batch = batch;
        proceedLater();
        return false;
    }

    private void proceedLater() {
        locked(() -> {
            if (!proceeds) {
                proceeds = true;
                driver.tellLater(this::proceed);
            }
        });
    }

    /** Completes what can be completed by now. In a turn. */
    private void proceed() {
        locked(() -> proceeds = false);
        if (closed) {
            return;
        }
        try {
            proceedWriting();
            if (!closed) {
                proceedReading();
            }
        } catch (IOException broken) {
            if (reading || batch != null) {
                reading = false;
                batch = null;
                events().failed(broken);
            }
        }
    }

    private void proceedWriting() throws IOException {
        ByteBuffer[] unsent = batch;
        if (unsent != null && send(unsent)) {
            batch = null;
            events().sent();
        }
    }

    /** Whether all went out. */
    private boolean send(ByteBuffer[] unsent) throws IOException {
        socket.world().lock.lock();
        try {
            for (ByteBuffer buffer : unsent) {
                if (buffer.hasRemaining()) {
                    socket.write(buffer);
                }
            }
            return !unsent[unsent.length - 1].hasRemaining();
        } finally {
            socket.world().lock.unlock();
        }
    }

    private void proceedReading() throws IOException {
        if (!reading) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER_BYTES);
        int count = receive(buffer);
        if (count != 0) {
            reading = false;
            if (count < 0) {
                events().ended();
            } else {
                events().arrived(buffer.flip());
            }
        }
    }

    private int receive(ByteBuffer buffer) throws IOException {
        socket.world().lock.lock();
        try {
            return socket.read(buffer);
        } finally {
            socket.world().lock.unlock();
        }
    }

    @Override
    public void shutdownOutput() {
        locked(socket::shutdownOutput);
    }

    @Override
    public boolean close() {
        closed = true;
        locked(socket::close);
        return true;
    }

    @Override
    public boolean reset() {
        closed = true;
        locked(socket::reset);
        return true;
    }

    private void locked(Runnable action) {
        socket.world().lock.lock();
        try {
            action.run();
        } finally {
            socket.world().lock.unlock();
        }
    }

    private WireEvents events() {
        if (events == null) {
            throw new IllegalStateException("the wire is not attached");
        }
        return events;
    }
}
