package dev.heddle.loom;

import dev.heddle.core.Driver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A bound port, and the thread that accepts its connections. */
final class LoomAcceptor implements Driver.Acceptor {

    private final LoomDriver driver;
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final Driver.AcceptEvents events;

    /** Whether there is a thread that accepts. With the baton held. */
    private boolean accepting;

    private LoomAcceptor(LoomDriver driver, ServerSocketChannel channel, Driver.AcceptEvents events)
            throws IOException {
        this.driver = driver;
        this.channel = channel;
        this.events = events;
        address = (InetSocketAddress) channel.getLocalAddress();
    }

    static LoomAcceptor bind(LoomDriver driver, InetSocketAddress local, int backlog, Driver.AcceptEvents events)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(local, backlog);
            return new LoomAcceptor(driver, channel, events);
        } catch (IOException | RuntimeException refused) {
            LoomDriver.closeQuietly(channel);
            throw refused;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void accept() {
        accepting = true;
        driver.runBeside("heddle port " + address, this::acceptAll);
    }

    /** Accepts until the port is closed, or fails. */
    private void acceptAll() {
        try {
            for (int accepted = 1; true; accepted++) {
                SocketChannel connection = channel.accept();
                LoomWire wire = new LoomWire(driver, connection);
                driver.runBeside("heddle connection", () -> wire.serve(() -> events.accepted(wire)));
                LoomDriver.pauseAfter(accepted);
            }
        } catch (ClosedChannelException closed) {
            driver.visit(events::closed);
        } catch (IOException refused) {
            driver.visit(() -> failed(refused));
        }
    }

    private void failed(IOException cause) {
        accepting = false;
        if (channel.isOpen()) {
            events.failed(cause);
        } else {
            events.closed();
        }
    }

    /** The thread that accepts tells of the end; without one, a thread is made for that. */
    @Override
    public void close() {
        LoomDriver.closeQuietly(channel);
        if (!accepting) {
            driver.runBeside("heddle port " + address, () -> driver.visit(events::closed));
        }
    }
}
