package dev.heddle.core;

import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A driver without a loop, which notes whether that was woken: the test makes the turns. Its clock stands still. */
public final class StillDriver implements Driver {

    /** With this driver. */
    public final Turns turns = new Turns(() -> 0, made -> this);

    private volatile boolean woken;

    /** Nothing has happened yet. */
    public StillDriver() {}

    /** Makes the first pass, after which the loop waits until it is woken. */
    StillDriver begun() {
        turns.start(() -> {});
        turns.turn(() -> {});
        return this;
    }

    boolean isWoken() {
        return woken;
    }

    @Override
    public void wake() {
        woken = true;
    }

    @Override
    public void loop() {
        throw new UnsupportedOperationException("the test makes the turns");
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
