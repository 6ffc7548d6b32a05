package dev.heddle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/** A port of a world, in the hands of a test. */
public final class MemoryPeerListener implements AutoCloseable {

    private final MemoryWorld world;
    private final InetSocketAddress address;

    /** The world's lock guards it. */
    private final Queue<MemorySocket> arrived = new ArrayDeque<>();

    /** Listens on a free port. */
    public MemoryPeerListener(MemoryWorld world) {
        this.world = world;
        try {
            InetAddress host = MemoryWorld.loopback();
            address = new InetSocketAddress(host, world.open(host, 0, arrived::add));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a free port was taken", impossible);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
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
        world.closeDoor(address.getPort());
    }
}
