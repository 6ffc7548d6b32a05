package dev.heddle.selector;

import dev.heddle.core.Driver;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** A port of which the one connection was there before the process. */
final class SelectorInherited implements Driver.Acceptor {

    private final SelectorDriver driver;
    private final SocketChannel connection;
    private final SocketAddress address;
    private final StreamOptions streamOptions;
    private final Driver.AcceptEvents events;
    private boolean accepted;

    SelectorInherited(
            SelectorDriver driver, SocketChannel connection, StreamOptions streamOptions, Driver.AcceptEvents events)
            throws IOException {
        this.driver = driver;
        this.connection = connection;
        this.streamOptions = streamOptions;
        this.events = events;
        address = connection.getLocalAddress();
        connection.configureBlocking(false);
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
            driver.tellLater(this::tell);
        }
    }

    private void tell() {
        SelectorWire wire;
        try {
            wire = new SelectorWire(driver, connection, streamOptions);
        } catch (IOException gone) {
            SelectorWire.closeQuietly(connection);
            return;
        }
        events.accepted(wire);
        wire.begin();
    }

    @Override
    public void close() {
        if (!accepted) {
            SelectorWire.closeQuietly(connection);
        }
        driver.tellLater(events::closed);
    }
}
