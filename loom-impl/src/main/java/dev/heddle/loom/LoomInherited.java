package dev.heddle.loom;

import dev.heddle.core.Driver;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** A port of which the one connection was there before the process. */
final class LoomInherited implements Driver.Acceptor {

    private final LoomDriver driver;
    private final SocketChannel connection;
    private final SocketAddress address;
    private final StreamOptions streamOptions;
    private final Driver.AcceptEvents events;
    private boolean accepted;

    LoomInherited(LoomDriver driver, SocketChannel connection, StreamOptions streamOptions, Driver.AcceptEvents events)
            throws IOException {
        this.driver = driver;
        this.connection = connection;
        this.streamOptions = streamOptions;
        this.events = events;
        address = connection.getLocalAddress();
        SocketSettings.ofAccepted(streamOptions, address, connection::setOption);
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void accept() {
        if (!accepted) {
            accepted = true;
            driver.runBeside("heddle connection", this::serve);
        }
    }

    private void serve() {
        LoomWire wire;
        try {
            wire = new LoomWire(driver, connection, streamOptions);
        } catch (IOException gone) {
            LoomDriver.closeQuietly(connection);
            return;
        }
        wire.serve(() -> events.accepted(wire));
    }

    @Override
    public void close() {
        if (!accepted) {
            LoomDriver.closeQuietly(connection);
        }
        driver.runBeside("heddle port " + address, () -> driver.visit(events::closed));
    }
}
