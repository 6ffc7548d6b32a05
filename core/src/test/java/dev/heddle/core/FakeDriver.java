package dev.heddle.core;

import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver for tests that run turns themselves: it can be woken, and nothing else. */
final class FakeDriver implements Driver {

    /** How often it was woken. */
    final AtomicInteger wakes = new AtomicInteger();

    @Override
    public void loop() {
        throw new UnsupportedOperationException("the test runs the turns");
    }

    @Override
    public void wake() {
        wakes.incrementAndGet();
    }

    @Override
    public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
        throw new UnsupportedOperationException("no network");
    }

    @Override
    public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
        throw new IOException("no network");
    }

    @Override
    public DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events) {
        throw new AssertionError("has no network");
    }

    @Override
    public void runBeside(String name, Runnable work) {
        throw new UnsupportedOperationException("no threads");
    }

    @Override
    public void runOnThread(String name, Runnable work) {
        throw new UnsupportedOperationException("no threads");
    }
}
