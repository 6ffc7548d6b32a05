package dev.heddle.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;

/**
 * One end of a connection in memory, with what the kernel's end of a TCP or UNIX socket has: a receive buffer, and the rules of
 * end and reset.
 *
 * <p>A reset drops what the other end has not read yet. Closing with unread bytes, and sending to an end that is closed,
 * both reset, as TCP does; a program that gets its closing wrong loses data here, too.
 *
 * <p>A UNIX socket has no reset: what was sent stays to be read. Closing with unread bytes then shows at the other end
 * behind those, and sending to an end that is closed fails at once, as on Linux.
 *
 * <p>The world's lock guards everything. Whoever changes something calls {@link #notice} on the end that may want to
 * know.
 */
final class MemorySocket {

    /** What fits into a receive buffer; a sender has to wait for the rest to be read. */
    static final int BUFFER_BYTES = 128 * 1024;

    private final MemoryWorld world;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES);

    /** Set once, right after both ends are made. */
    private MemorySocket other = this;

    /** Towards the other end. A UNIX socket does without. */
    private final MemoryLink out;

    /** What has been sent to this end and not arrived: it has its room already. */
    private int underWayBytes;

    private Runnable listener = () -> {};
    private boolean ended;
    private boolean wasReset;

    /** Whether what comes after the bytes that there are is a reset. Only of a UNIX socket. */
    private boolean endsInReset;

    private boolean closed;

    private MemorySocket(MemoryWorld world, SocketAddress local, SocketAddress remote, MemoryLink out) {
        this.world = world;
        this.local = local;
        this.remote = remote;
        this.out = out;
    }

    /** Two connected ends; the client's. */
    static MemorySocket pair(
            MemoryWorld world, SocketAddress client, SocketAddress server, MemoryLink toServer, MemoryLink toClient) {
        MemorySocket clientEnd = new MemorySocket(world, client, server, toServer);
        MemorySocket serverEnd = new MemorySocket(world, server, client, toClient);
        clientEnd.other = serverEnd;
        serverEnd.other = clientEnd;
        return clientEnd;
    }

    MemoryWorld world() {
        return world;
    }

    MemorySocket other() {
        return other;
    }

    SocketAddress local() {
        return local;
    }

    SocketAddress remote() {
        return remote;
    }

    /** Has {@code listener} called, with the world's lock held, when there may be something new. */
    void setListener(Runnable listener) {
        this.listener = listener;
    }

    private boolean isUnix() {
        return remote instanceof UnixDomainSocketAddress;
    }

    private void notice() {
        listener.run();
        world.noticeChange();
    }

    /**
     * Reads what there is and fits into {@code destination}: how many bytes, 0 if there are none yet, -1 at the end of
     * stream.
     */
    int read(ByteBuffer destination) throws IOException {
        if (wasReset) {
            throw new SocketException("Connection reset");
        }
        received.flip();
        int count = Math.min(received.remaining(), destination.remaining());
        destination.put(destination.position(), received, 0, count);
        destination.position(destination.position() + count);
        received.position(count).compact();
        if (count > 0) {
            other.notice();
        }
        if (count == 0 && endsInReset && destination.hasRemaining()) {
            endsInReset = false;
            throw new SocketException("Connection reset by peer");
        }
        return count == 0 && ended ? -1 : count;
    }

    /** Sends what the other end has room for; how many bytes that was. */
    int write(ByteBuffer source) throws IOException {
        if (wasReset || closed) {
            throw new SocketException("Broken pipe");
        }
        if (other.closed && isUnix()) {
            throw new SocketException("Broken pipe");
        }
        int count = Math.min(source.remaining(), other.received.remaining() - other.underWayBytes);
        for (int left = count; left > 0; ) {
            int length = isUnix() ? left : out.traffic().segment(left);
            send(source.slice(source.position(), length));
            source.position(source.position() + length);
            left -= length;
        }
        return count;
    }

    private void send(ByteBuffer segment) {
        if (isUnix()) {
            other.take(segment);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(segment.remaining()).put(segment).flip();
        other.underWayBytes += copy.remaining();
        boolean resets = out.traffic().resets();
        out.carry(() -> {
            other.underWayBytes -= copy.remaining();
            if (resets || other.closed) {
                other.breakOff();
                other.out.carry(this::breakOff);
            } else {
                other.take(copy);
            }
        });
    }

    private void take(ByteBuffer segment) {
        if (!wasReset) {
            received.put(segment);
            notice();
        }
    }

    private void takeEnd() {
        ended = true;
        notice();
    }

    /** A reset has come. */
    private void breakOff() {
        wasReset = true;
        received.clear();
        notice();
    }

    void shutdownOutput() {
        if (closed) {
            return;
        }
        if (isUnix()) {
            other.takeEnd();
        } else {
            out.carry(other::takeEnd);
        }
    }

    void close() {
        if (closed) {
            return;
        }
        if (isUnix()) {
            closed = true;
            other.endsInReset = received.position() > 0;
            other.takeEnd();
        } else if (received.position() > 0 || wasReset) {
            reset();
        } else {
            closed = true;
            out.carry(other::takeEnd);
        }
    }

    void reset() {
        if (isUnix()) {
            close();
        } else if (!closed) {
            closed = true;
            out.carry(other::breakOff);
        }
    }
}
