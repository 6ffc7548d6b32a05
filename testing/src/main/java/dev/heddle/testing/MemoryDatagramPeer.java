package dev.heddle.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A socket for datagrams in the hands of a test: plain blocking calls, on any thread. While a call waits, the clock of the
 * world may jump.
 */
public final class MemoryDatagramPeer implements AutoCloseable, MemoryDatagramEnd {

    /**
     * A datagram that arrived.
     *
     * @param bytes what is in it
     * @param sender where it came from
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
    public record Received(byte[] bytes, InetSocketAddress sender) {}

    private final MemoryWorld world;
    private final InetSocketAddress address;
    private final Queue<Received> received = new ArrayDeque<>();

    private MemoryDatagramPeer(MemoryWorld world, InetSocketAddress address) {
        this.world = world;
        this.address = address;
    }

    /** A peer on a free port. */
    public static MemoryDatagramPeer open(MemoryWorld world) throws IOException {
        return world.datagrams.open(
                world.localhost(),
                0,
                false,
                port -> new MemoryDatagramPeer(world, new InetSocketAddress(MemoryHosts.loopback(), port)));
    }

    /** The address of this peer. */
    public InetSocketAddress address() {
        return address;
    }

    /** Sends a datagram. */
    public void send(byte[] bytes, InetSocketAddress receiver) {
        world.datagrams.locked(() -> world.datagrams.send(host(), bytes.clone(), address, receiver, () -> {}));
        world.noticeChange();
    }

    /** Waits for a datagram. */
    public Received receive() {
        Received[] next = new Received[1];
        world.await("a datagram", () -> {
            next[0] = received.poll();
            return next[0] != null;
        });
        return next[0];
    }

    @Override
    public void close() {
        world.datagrams.close(this);
    }

    /** For the world. */
    @Override
    public MemoryHost host() {
        return world.localhost();
    }

    /** For the world. */
    @Override
    public InetSocketAddress localAddress() {
        return address;
    }

    /** For the world. */
    @Override
    public boolean sharesPort() {
        return false;
    }

    /** For the world. */
    @Override
    public boolean isMemberOf(InetAddress group) {
        return false;
    }

    /** For the world. */
    @Override
    public void arrive(byte[] bytes, InetSocketAddress sender) {
        received.add(new Received(bytes, sender));
        world.noticeChange();
    }
}
