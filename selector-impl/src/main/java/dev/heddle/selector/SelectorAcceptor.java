package dev.heddle.selector;

import dev.heddle.core.Driver;
import dev.heddle.core.Driver.HandOver;
import dev.heddle.core.SocketSettings;
import dev.heddle.core.UnixSocketFile;
import dev.heddle.core.Wire;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bound port. */
final class SelectorAcceptor implements Driver.Acceptor, Selectable {

    /** How many connections one turn of the loop accepts, so that a crowd at the door does not starve the others. */
    private static final int ACCEPTS_PER_TURN = 64;

    /** How many connections may be on the way to other reactors (C10). */
    private static final int MOST_UNTOLD = 64;

    private final SelectorDriver driver;
    private final ServerSocketChannel channel;
    private final SocketAddress address;

    /** What is to be removed before the port is closed; null if nothing is. */
    private final @Nullable UnixSocketFile file;

    private final StreamOptions streamOptions;
    private final Driver.AcceptEvents events;

    /** How many connections were handed over and not told of yet. */
    private final AtomicInteger untold = new AtomicInteger();

    /** Whether the port accepts nothing since there are too many of them. */
    private final AtomicBoolean rests = new AtomicBoolean();

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
                if (!mayAccept(ready)) {
                    return;
                }
                SocketChannel connection = channel.accept();
                if (connection == null) {
                    return;
                }
                deal(connection);
            }
        } catch (IOException refused) {
            if (ready.isValid()) {
                ready.interestOps(0);
                events.failed(refused);
            }
        }
    }

    private void deal(SocketChannel connection) {
        HandOver handOver = events.handOver();
        if (handOver == null) {
            begin(connection, driver, events::accepted);
            return;
        }
        untold.incrementAndGet();
        if (!handOver.give(() -> beginThere(connection, handOver))) {
            SelectorWire.closeQuietly(connection);
            end(handOver);
        }
    }

    /** In a turn of the reactor that serves the connection. */
    private void beginThere(SocketChannel connection, HandOver handOver) {
        SelectorDriver server = (SelectorDriver) handOver.driver();
        try {
            if (server.selector().isOpen()) {
                begin(connection, server, handOver::accepted);
            } else {
                SelectorWire.closeQuietly(connection); // the reactor's loop broke
            }
        } finally {
            end(handOver);
        }
    }

    private void begin(SocketChannel connection, SelectorDriver server, Consumer<Wire> accepted) {
        SelectorWire wire;
        try {
            connection.configureBlocking(false);
            SocketSettings.ofAccepted(streamOptions, address, connection::setOption);
            wire = new SelectorWire(server, connection, streamOptions);
        } catch (IOException gone) {
            SelectorWire.closeQuietly(connection); // which is no failure of the port
            return;
        }
        accepted.accept(wire);
        wire.begin();
    }

    // How far the other reactors may be behind.

    /** Whether one more may be handed over. If not, the port rests, until one of those was told of (C10). */
    private boolean mayAccept(SelectionKey ready) {
        if (untold.get() < MOST_UNTOLD) {
            return true;
        }
        rests.set(true);
        if (untold.get() < MOST_UNTOLD && rests.compareAndSet(true, false)) {
            return true;
        }
        ready.interestOps(0);
        return false;
    }

    /** On any thread. Writes before it reads, as {@link #mayAccept} does: one sees the other. */
    private void end(HandOver handOver) {
        handOver.end();
        untold.decrementAndGet();
        if (rests.compareAndSet(true, false)) {
            driver.runSoon(this::acceptAgain);
        }
    }

    private void acceptAgain() {
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
            driver.selectAnew();
        }
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
