package dev.heddle.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A driver for tests that run turns themselves: it can be woken, and nothing else. */
final class FakeDriver implements Driver {

    @Override
    public void loop() {
        throw new UnsupportedOperationException("the test runs the turns");
    }

    @Override
    public void wake() {}

    @Override
    public Attempt connect(InetSocketAddress remote, @Nullable InetSocketAddress local, ConnectEvents events) {
        throw new UnsupportedOperationException("no network");
    }

    @Override
    public Acceptor listen(InetSocketAddress local, int backlog, AcceptEvents events) throws IOException {
        throw new IOException("no network");
    }

    @Override
    public void runBeside(String name, Runnable work) {
        throw new UnsupportedOperationException("no threads");
    }
}
