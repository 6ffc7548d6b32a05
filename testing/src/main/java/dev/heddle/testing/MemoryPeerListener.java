package dev.heddle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/** A port of a world, in the hands of a test. */
public final class MemoryPeerListener implements AutoCloseable {

    private final MemoryWorld world;
    private final SocketAddress address;
    private final MemoryNetwork.Place place;

    /** The world's lock guards it. */
    private final Queue<MemorySocket> arrived = new ArrayDeque<>();

    /** Listens on a free port. */
    public MemoryPeerListener(MemoryWorld world) {
        this.world = world;
        try {
            InetAddress loopback = MemoryHosts.loopback();
            int port = world.network().open(world.localhost(), new InetSocketAddress(loopback, 0), new Door());
            address = new InetSocketAddress(loopback, port);
            place = new MemoryNetwork.Place(world.localhost(), port);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a free port was taken", impossible);
        }
    }

    /** Listens as a UNIX socket at {@code path}. */
    public MemoryPeerListener(MemoryWorld world, Path path) throws IOException {
        this.world = world;
        address = UnixDomainSocketAddress.of(path);
        place = new MemoryNetwork.Place(world.localhost(), path);
        world.network().open(place, new Door());
    }

    /** Keeps what arrives. */
    private final class Door implements MemoryNetwork.Door {

        @Override
        public void arrive(MemorySocket socket) {
            arrived.add(socket);
        }

        @Override
        public boolean isFor(InetAddress receiver) {
            return world.localhost().reaches(receiver, MemoryHosts.loopback());
        }
    }

    /** Where it listens, which must be a port of TCP. */
    public InetSocketAddress address() {
        return (InetSocketAddress) address;
    }

    /** Waits for a connection. */
    public MemoryPeer accept() {
        MemorySocket[] accepted = new MemorySocket[1];
        world.await("a connection", () -> {
            accepted[0] = arrived.poll();
            return accepted[0] != null;
        });
        return MemoryPeer.accepted(world, Objects.requireNonNull(accepted[0]));
    }

    @Override
    public void close() {
        world.network().close(place);
    }
}
