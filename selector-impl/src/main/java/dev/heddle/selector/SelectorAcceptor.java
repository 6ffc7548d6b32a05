package dev.heddle.selector;

import dev.heddle.core.Driver;
import dev.heddle.core.SocketSettings;
import dev.heddle.core.UnixSocketFile;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.StreamOptions;
import dev.heddle.selector.SelectorDriver.Selectable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A bound port. */
final class SelectorAcceptor implements Driver.Acceptor, Selectable {

    /** How many connections one turn of the loop accepts, so that a crowd at the door does not starve the others. */
    private static final int ACCEPTS_PER_TURN = 64;

    private final SelectorDriver driver;
    private final ServerSocketChannel channel;
    private final SocketAddress address;

    /** What is to be removed before the port is closed; null if nothing is. */
    private final @Nullable UnixSocketFile file;

    private final StreamOptions streamOptions;
    private final Driver.AcceptEvents events;

    /** Null before the first {@link #accept}. */
    private @Nullable SelectionKey key;

    private SelectorAcceptor(
            SelectorDriver driver,
            ServerSocketChannel channel,
            @Nullable UnixSocketFile file,
            StreamOptions streamOptions,
            Driver.AcceptEvents events)
            throws IOException {
        this.driver = driver;
        this.channel = channel;
        this.file = file;
        this.streamOptions = streamOptions;
        this.events = events;
        address = channel.getLocalAddress();
    }

    static SelectorAcceptor bind(
            SelectorDriver driver, SocketAddress local, ListenOptions options, Driver.AcceptEvents events)
            throws IOException {
        ServerSocketChannel channel = SocketSettings.isUnix(local)
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            SocketSettings.ofPort(options, local, channel::setOption);
            UnixSocketFile file =
                    UnixSocketFile.bind(local, () -> channel.bind(local, options.backlog()), SelectorWire::probe);
            return new SelectorAcceptor(driver, channel, file, options.stream(), events);
        } catch (IOException | RuntimeException refused) {
            SelectorWire.closeQuietly(channel);
            throw refused;
        }
    }

    /** A port that was bound by another program. The file that it may have is not ours. */
    static SelectorAcceptor adopt(
            SelectorDriver driver, ServerSocketChannel channel, ListenOptions options, Driver.AcceptEvents events)
            throws IOException {
        channel.configureBlocking(false);
        return new SelectorAcceptor(driver, channel, null, options.stream(), events);
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void accept() {
        try {
            if (key == null) {
                key = channel.register(driver.selector(), SelectionKey.OP_ACCEPT, this);
            } else {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
            driver.selectAnew();
        } catch (ClosedChannelException closed) {
            throw new IllegalStateException("accept after close", closed);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            for (int accepted = 0; accepted < ACCEPTS_PER_TURN && channel.isOpen(); accepted++) {
                SocketChannel connection = channel.accept();
                if (connection == null) {
                    return;
                }
                begin(connection);
            }
        } catch (IOException refused) {
            if (ready.isValid()) {
                ready.interestOps(0);
                events.failed(refused);
            }
        }
    }

    private void begin(SocketChannel connection) {
        SelectorWire wire;
        try {
            connection.configureBlocking(false);
            SocketSettings.ofAccepted(streamOptions, address, connection::setOption);
            wire = new SelectorWire(driver, connection, streamOptions);
        } catch (IOException gone) {
            SelectorWire.closeQuietly(connection); // which is no failure of the port
            return;
        }
        events.accepted(wire);
        wire.begin();
    }

    @Override
    public void close() {
        if (file != null) {
            file.delete();
        }
        SelectorWire.closeQuietly(channel);
        driver.tellLater(events::closed);
    }
}
