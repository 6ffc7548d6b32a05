package dev.heddle.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a connection, in the hands of a test: plain blocking calls, on any thread. While a call waits, the
 * clock of the world may jump.
 */
public final class MemoryPeer implements AutoCloseable {

    private final MemoryWorld world;
    private final MemorySocket socket;

    private MemoryPeer(MemoryWorld world, MemorySocket socket) {
        this.world = world;
        this.socket = socket;
    }

    /** A peer that has connected to a port in this world. */
    public static MemoryPeer connect(MemoryWorld world, InetSocketAddress address) throws IOException {
        if (MemoryWorld.SILENT_HOST.equals(address.getAddress().getHostAddress())) {
            throw new IllegalArgumentException("nobody ever answers at " + address);
        }
        Call call = new Call();
        world.network().connect(world.localhost(), address, null, call);
        world.await("an answer from " + address, () -> call.socket != null || call.refused != null);
        if (call.refused != null) {
            throw call.refused;
        }
        return new MemoryPeer(world, Objects.requireNonNull(call.socket));
    }

    /** Waits for the answer. The world's lock guards it. */
    private static final class Call implements MemoryNetwork.Caller {

        private @Nullable MemorySocket socket;
        private @Nullable IOException refused;

        @Override
        public boolean isWaiting() {
            return true;
        }

        @Override
        public void connected(MemorySocket socket) {
            this.socket = socket;
        }

        @Override
        public void refused(IOException cause) {
            refused = cause;
        }
    }

    /** A peer that has connected to the UNIX socket at {@code path} in this world. */
    public static MemoryPeer connect(MemoryWorld world, Path path) throws IOException {
        return new MemoryPeer(world, world.network().connect(world.localhost(), UnixDomainSocketAddress.of(path)));
    }

    static MemoryPeer accepted(MemoryWorld world, MemorySocket socket) {
        return new MemoryPeer(world, socket);
    }

    /** Sends all of {@code bytes}, waiting for room where there is none. */
    public void send(byte[] bytes) {
        ByteBuffer unsent = ByteBuffer.wrap(bytes);
        world.await("room for " + bytes.length + " bytes", () -> {
            try {
                socket.write(unsent);
                return !unsent.hasRemaining();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** Waits for some bytes, {@code most} at most; null at the end of stream. */
    public byte @Nullable [] receiveSome(int most) {
        ByteBuffer some = ByteBuffer.allocate(most);
        int[] count = new int[1];
        world.await("bytes", () -> {
            try {
                count[0] = socket.read(some);
                return count[0] != 0;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        if (count[0] < 0) {
            return null;
        }
        byte[] bytes = new byte[count[0]];
        some.flip().get(bytes);
        return bytes;
    }

    /** Reads what is there into {@code all}, without waiting: how many bytes; -1 at the end of stream, 0 after a reset. */
    int receiveNow(ByteArrayOutputStream all) {
        ByteBuffer some = ByteBuffer.allocate(MemorySocket.BUFFER_BYTES);
        world.lock.lock();
        try {
            int count = socket.read(some);
            all.write(some.array(), 0, Math.max(0, count));
            return count;
        } catch (IOException reset) {
            return 0; // there is nothing more to read, and no end
        } finally {
            world.lock.unlock();
        }
    }

    /** Everything up to the end of stream. */
    public byte[] receiveToEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] some = receiveSome(4096); some != null; some = receiveSome(4096)) {
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    /** Sends the end of stream. */
    public void shutdownOutput() {
        locked(socket::shutdownOutput);
    }

    /** Resets the connection. */
    public void reset() {
        locked(socket::reset);
    }

    @Override
    public void close() {
        locked(socket::close);
    }

    /** The address of this end, which must be one of TCP. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.local();
    }

    private void locked(Runnable action) {
        world.lock.lock();
        try {
            action.run();
        } finally {
            world.lock.unlock();
        }
    }
}
