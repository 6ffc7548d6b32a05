package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.tck.ChildJvm.Outcome;
import dev.heddle.testing.WaitLimit;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Reactors of a real backend, and peers that are plain JDK sockets on loopback. */
public final class SocketHarness implements ReactorHarness {

    private static final int SPARES = 4;
    private static final byte REFUSING = 2;
    private static final byte SILENT = 3;

    /** What changes outside, such as which files are open, tells nobody: conditions are looked at this often anyway. */
    private static final long UNNOTICED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReactorProvider provider;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Reactor> reactors = new ArrayList<>();
    private final Deque<Closeable> open = new ConcurrentLinkedDeque<>();
    private final UnixPeers files = new UnixPeers(open::push);

    /** Sockets that are there only to take descriptors. */
    private final Deque<SocketChannel> fillers = new ArrayDeque<>();

    /** Sockets for the next peers; none unless descriptors are exhausted. */
    private final Deque<SocketChannel> spares = new ArrayDeque<>();

    /** A harness for reactors of {@code provider}. */
    public SocketHarness(ReactorProvider provider) {
        this.provider = provider;
    }

    @Override
    public ReactorProvider provider() {
        return provider;
    }

    @Override
    public Reactor newReactor(ReactorOptions options) {
        Reactor reactor = provider.create(options);
        reactors.add(reactor);
        return reactor;
    }

    @Override
    public Peer connectPeer(InetSocketAddress address) {
        InetAddress host = address.getAddress().isAnyLocalAddress() ? loopback() : address.getAddress();
        try {
            Socket socket = spares.isEmpty() ? new Socket() : spares.pop().socket();
            open.push(socket);
            socket.connect(new InetSocketAddress(host, address.getPort()));
            return new SocketPeer(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public PeerListener listenPeer() {
        try {
            ServerSocket server = new ServerSocket(0, 50, loopback());
            open.push(server);
            return new SocketPeerListener(server);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public DatagramPeer openDatagramPeer() {
        try {
            DatagramSocket socket = new DatagramSocket(0, loopback());
            open.push(socket);
            return new SocketDatagramPeer(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public Path freePath() {
        return files.freePath();
    }

    @Override
    public Peer connectPeer(Path path) {
        return files.connect(path);
    }

    @Override
    public PeerAcceptor listenPeer(Path path) {
        return files.listen(path);
    }

    @Override
    public boolean hasFiles() {
        return true;
    }

    /** A port that is bound, without which anybody could be given it next, and does not listen. */
    @Override
    public InetSocketAddress refusingAddress() {
        try {
            Socket bound = new Socket();
            open.push(bound);
            bound.bind(new InetSocketAddress(loopback(), 0));
            return (InetSocketAddress) bound.getLocalSocketAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** A port whose backlog is full and that nobody accepts from: the kernel drops what knocks there. */
    @Override
    public InetSocketAddress silentAddress() {
        return beSilentAt(loopback(), 0);
    }

    /** On loopback, which is a whole network, elsewhere than where peers are. */
    @Override
    public InetAddress silentHost(int port) {
        return beSilentAt(loopback(SILENT), port).getAddress();
    }

    @Override
    public InetAddress refusingHost(int port) {
        return loopback(REFUSING);
    }

    private InetSocketAddress beSilentAt(InetAddress host, int port) {
        try {
            ServerSocket server = new ServerSocket(port, 1, host);
            open.push(server);
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            for (int filler = 0; filler < 2; filler++) {
                Socket socket = new Socket();
                open.push(socket);
                socket.connect(address);
            }
            return address;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void play(Place place, Class<? extends Scenario> scenario) throws Exception {
        assumeTrue(place.isOpen(), () -> "this machine does not let us in: " + String.join(" ", place.entrance()));
        String providerName = provider.getClass().getName();
        try (ChildJvm child = ChildJvm.startIn(place, Scenario.class, providerName, scenario.getName())) {
            Outcome outcome = child.await();
            assertThat(outcome.status())
                    .as(() -> String.join("\n", outcome.err()))
                    .isZero();
        }
    }

    @Override
    public void exhaustDescriptors() {
        try {
            while (spares.size() < SPARES) {
                spares.push(SocketChannel.open());
            }
            while (true) {
                fillers.push(SocketChannel.open());
            }
        } catch (IOException exhausted) {
            // As it should be.
        }
    }

    @Override
    public void freeDescriptors() {
        closeAll(fillers);
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + WaitLimit.get().toNanos();
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what);
                }
                changed.awaitNanos(Math.min(left, UNNOTICED_NANOS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void noticeChange() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        reactors.forEach(Reactor::close);
        closeAll(open);
        files.close();
        closeAll(fillers);
        closeAll(spares);
    }

    private static void closeAll(Deque<? extends Closeable> sockets) {
        while (!sockets.isEmpty()) {
            try {
                sockets.pop().close();
            } catch (IOException gone) {
                // The descriptor is released all the same.
            }
        }
    }

    private static InetAddress loopback(byte host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, host});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
