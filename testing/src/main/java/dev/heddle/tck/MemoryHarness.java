package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.testing.MemoryDatagramPeer;
import dev.heddle.testing.MemoryPeer;
import dev.heddle.testing.MemoryPeerListener;
import dev.heddle.testing.MemoryReactorProvider;
import dev.heddle.testing.MemoryWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reactors and peers in one {@link MemoryWorld}. */
public final class MemoryHarness implements ReactorHarness {

    private static final int ANY_PORT = 7;

    private final MemoryWorld world = new MemoryWorld();
    private final List<Reactor> reactors = new ArrayList<>();
    private final AtomicInteger paths = new AtomicInteger();

    /** A harness with a world of its own. */
    public MemoryHarness() {}

    @Override
    public ReactorProvider provider() {
        return new MemoryReactorProvider();
    }

    @Override
    public Reactor newReactor(ReactorOptions options) {
        Reactor reactor = world.newReactor(options);
        reactors.add(reactor);
        return reactor;
    }

    @Override
    public Peer connectPeer(InetSocketAddress address) {
        try {
            return new PeerInMemory(MemoryPeer.connect(world, address));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public PeerListener listenPeer() {
        MemoryPeerListener listener = new MemoryPeerListener(world);
        return new PeerListener() {
            @Override
            public InetSocketAddress address() {
                return listener.address();
            }

            @Override
            public Peer accept() {
                return new PeerInMemory(listener.accept());
            }

            @Override
            public void close() {
                listener.close();
            }
        };
    }

    /** In a world of memory a path is a name, and there are no files. */
    @Override
    public Path freePath() {
        return Path.of("/memory/socket" + paths.getAndIncrement());
    }

    @Override
    public Peer connectPeer(Path path) {
        try {
            return new PeerInMemory(MemoryPeer.connect(world, path));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public PeerAcceptor listenPeer(Path path) {
        try {
            MemoryPeerListener listener = new MemoryPeerListener(world, path);
            return new PeerAcceptor() {
                @Override
                public Peer accept() {
                    return new PeerInMemory(listener.accept());
                }

                @Override
                public void close() {
                    listener.close();
                }
            };
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public boolean hasFiles() {
        return false;
    }

    @Override
    public DatagramPeer openDatagramPeer() {
        try {
            return new DatagramPeerInMemory(MemoryDatagramPeer.open(world));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Where somebody has listened: the ports of a world are given out one after the other. */
    @Override
    public InetSocketAddress refusingAddress() {
        try (PeerListener listener = listenPeer()) {
            return listener.address();
        }
    }

    @Override
    public InetSocketAddress silentAddress() {
        return new InetSocketAddress(MemoryWorld.SILENT_HOST, ANY_PORT);
    }

    @Override
    public InetAddress silentHost(int port) {
        return silentAddress().getAddress();
    }

    @Override
    public InetAddress refusingHost(int port) {
        return new InetSocketAddress(MemoryWorld.REFUSING_HOST, port).getAddress();
    }

    /** In a world of memory, every place is here. */
    @Override
    public void play(Place place, Class<? extends Scenario> scenario) throws Exception {
        scenario.getDeclaredConstructor().newInstance().playWith(this);
    }

    @Override
    public void exhaustDescriptors() {
        world.setOutOfDescriptors(true);
    }

    @Override
    public void freeDescriptors() {
        world.setOutOfDescriptors(false);
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        world.await(what, condition);
    }

    /** Moves the clock on, whether or not anybody waits. */
    void advanceClock(Duration duration) {
        world.advance(duration);
    }

    @Override
    public void noticeChange() {
        world.noticeChange();
    }

    @Override
    public void close() {
        reactors.forEach(Reactor::close);
    }

    private record DatagramPeerInMemory(MemoryDatagramPeer peer) implements DatagramPeer {

        @Override
        public InetSocketAddress address() {
            return peer.address();
        }

        @Override
        public void send(byte[] bytes, InetSocketAddress receiver) {
            peer.send(bytes, receiver);
        }

        @Override
        public Received receive() {
            MemoryDatagramPeer.Received next = peer.receive();
            return new Received(next.bytes(), next.sender());
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private record PeerInMemory(MemoryPeer peer) implements Peer {

        @Override
        public void send(byte[] bytes) {
            peer.send(bytes);
        }

        @Override
        public byte @Nullable [] receiveSome(int most) {
            return peer.receiveSome(most);
        }

        @Override
        public void shutdownOutput() {
            peer.shutdownOutput();
        }

        @Override
        public void reset() {
            peer.reset();
        }

        @Override
        public void close() {
            peer.close();
        }
    }
}
