package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import dev.heddle.spi.ReactorProvider;
import dev.heddle.testing.WaitLimit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reactors of one backend, and peers that are connections of another, or of the same one again. */
public final class CrossHarness implements ReactorHarness {

    private final SocketHarness tested;
    private final Reactor peers;

    /** A harness for reactors of {@code provider}, with peers of {@code peerProvider}. */
    public CrossHarness(ReactorProvider provider, ReactorProvider peerProvider) {
        tested = new SocketHarness(provider);
        peers = peerProvider.create(ReactorOptions.defaults());
        peers.start();
    }

    @Override
    public ReactorProvider provider() {
        return tested.provider();
    }

    @Override
    public Reactor newReactor(ReactorOptions options) {
        return tested.newReactor(options);
    }

    @Override
    public Peer connectPeer(InetSocketAddress address) {
        InetAddress host = address.getAddress().isAnyLocalAddress() ? SocketHarness.loopback() : address.getAddress();
        ReactorPeer peer = new ReactorPeer(peers);
        peers.callFromThread(() -> peers.connectTcp(host.getHostAddress(), address.getPort(), new ClientFactory() {
            @Override
            public Protocol buildProtocol(SocketAddress remote) {
                return peer;
            }

            @Override
            public void clientConnectionFailed(Connector connector, ConnectFailedException reason) {
                peer.connectingFailed(reason);
            }
        }));
        return peer.awaitMade();
    }

    @Override
    public PeerListener listenPeer() {
        BlockingQueue<ReactorPeer> accepted = new LinkedBlockingQueue<>();
        ListenOptions onLoopback = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        Factory factory = peer -> {
            ReactorPeer next = new ReactorPeer(peers);
            accepted.add(next);
            return next;
        };
        return new Listener(peers, inTurn(() -> peers.listenTcp(0, factory, onLoopback)), accepted);
    }

    @Override
    public DatagramPeer openDatagramPeer() {
        return tested.openDatagramPeer();
    }

    private <T> T inTurn(Callable<T> body) {
        try {
            return peers.blockingCallFromThread(body);
        } catch (ExecutionException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private record Listener(Reactor reactor, TcpListeningPort port, BlockingQueue<ReactorPeer> accepted)
            implements PeerListener {

        @Override
        public InetSocketAddress address() {
            return port.address();
        }

        @Override
        public Peer accept() {
            try {
                ReactorPeer next = accepted.poll(WaitLimit.get().toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new AssertionError("waited in vain for a connection at " + address());
                }
                return next.awaitMade();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for a connection", interrupted);
            }
        }

        @Override
        public void close() {
            reactor.callFromThread(port::stopListening);
        }
    }

    @Override
    public Path freePath() {
        return tested.freePath();
    }

    @Override
    public Peer connectPeer(Path path) {
        return tested.connectPeer(path);
    }

    @Override
    public PeerAcceptor listenPeer(Path path) {
        return tested.listenPeer(path);
    }

    @Override
    public boolean hasFiles() {
        return true;
    }

    @Override
    public InetSocketAddress refusingAddress() {
        return tested.refusingAddress();
    }

    @Override
    public InetSocketAddress silentAddress() {
        return tested.silentAddress();
    }

    @Override
    public InetAddress silentHost(int port) {
        return tested.silentHost(port);
    }

    @Override
    public InetAddress refusingHost(int port) {
        return tested.refusingHost(port);
    }

    @Override
    public void play(Place place, Class<? extends Scenario> scenario) throws Exception {
        tested.play(place, scenario);
    }

    @Override
    public void exhaustDescriptors() {
        tested.exhaustDescriptors();
    }

    @Override
    public void freeDescriptors() {
        tested.freeDescriptors();
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        tested.await(what, condition);
    }

    @Override
    public void noticeChange() {
        tested.noticeChange();
    }

    @Override
    public void close() {
        tested.close();
        peers.close();
    }
}
