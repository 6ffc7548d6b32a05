package dev.heddle.proof.flow;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.net.Factory;
import dev.heddle.net.FlowProtocol;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A reactor of one backend, which makes connections with plain sockets at their other ends. */
final class Connected implements AutoCloseable {

    private final Reactor reactor;
    private final InetSocketAddress address;
    private final List<Socket> peers = new ArrayList<>();
    private final BlockingQueue<FlowProtocol> made = new LinkedBlockingQueue<>();

    Connected(String backend) {
        reactor = Reactors.create(backend);
        ListenOptions loopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
        address = reactor.listenTcp(0, Factory.of(this::make), loopback).address();
        reactor.start();
    }

    private FlowProtocol make() {
        FlowProtocol protocol = new FlowProtocol(reactor);
        made.add(protocol);
        return protocol;
    }

    /** One end of a new connection; {@link #peer} is the other. */
    FlowProtocol connect() {
        try {
            peers.add(new Socket(address.getAddress(), address.getPort()));
            return made.take();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    Socket peer() {
        return peers.getLast();
    }

    /** One whose reactor has stopped. */
    static FlowProtocol stopped(String backend) {
        Reactor stopped = Reactors.create(backend);
        stopped.close();
        return new FlowProtocol(stopped);
    }

    @Override
    public void close() {
        for (Socket peer : peers) {
            try {
                peer.close();
            } catch (IOException closedAnyway) {
                // Nobody needs it any more.
            }
        }
        reactor.close();
    }
}
