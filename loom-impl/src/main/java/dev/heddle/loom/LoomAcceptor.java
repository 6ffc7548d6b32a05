package dev.heddle.loom;

import dev.heddle.core.Driver;
import dev.heddle.core.Driver.HandOver;
import dev.heddle.core.SocketSettings;
import dev.heddle.core.UnixSocketFile;
import dev.heddle.core.Wire;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bound port, and the thread that accepts its connections. */
final class LoomAcceptor implements Driver.Acceptor {

    /**
     * How many connections are accepted ahead of the turns that tell of them. Each holds a descriptor, and without a bound
     * clients that connect faster than turns are made would take all there are (C10). The others wait in the kernel's
     * backlog, which costs none. The selector backend accepts as many at a time.
     */
    private static final int MOST_UNTOLD = 64;

    private final LoomDriver driver;
    private final ServerSocketChannel channel;
    private final SocketAddress address;

    /** What is to be removed before the port is closed; null if nothing is. */
    private final @Nullable UnixSocketFile file;

    private final StreamOptions streamOptions;
    private final Driver.AcceptEvents events;

    /** Permits to accept one more connection, each of which is given back when its connection was told of. */
    private final Semaphore mayBeUntold = new Semaphore(MOST_UNTOLD);

    /** Whether there is a thread that accepts. With the baton held. */
    private boolean accepting;

    private LoomAcceptor(
            LoomDriver driver,
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

    static LoomAcceptor bind(LoomDriver driver, SocketAddress local, ListenOptions options, Driver.AcceptEvents events)
            throws IOException {
        ServerSocketChannel channel = SocketSettings.isUnix(local)
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            SocketSettings.ofPort(options, local, channel::setOption);
            UnixSocketFile file =
                    UnixSocketFile.bind(local, () -> channel.bind(local, options.backlog()), LoomDriver::probe);
            return new LoomAcceptor(driver, channel, file, options.stream(), events);
        } catch (IOException | RuntimeException refused) {
            LoomDriver.closeQuietly(channel);
            throw refused;
        }
    }

    /** A port that was bound by another program. The file that it may have is not ours. */
    static LoomAcceptor adopt(
            LoomDriver driver, ServerSocketChannel channel, ListenOptions options, Driver.AcceptEvents events)
            throws IOException {
        return new LoomAcceptor(driver, channel, null, options.stream(), events);
    }

    @Override
    public SocketAddress address() {
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
                SocketChannel connection = acceptOne();
                deal(connection);
                LoomDriver.pauseAfter(accepted);
            }
        } catch (ClosedChannelException closed) {
            driver.visit(events::closed);
        } catch (IOException refused) {
            driver.visit(() -> failed(refused));
        }
    }

    /** Who was accepted is told of in any case, also after the port was closed: there is no wait without end here. */
    private SocketChannel acceptOne() throws IOException {
        mayBeUntold.acquireUninterruptibly();
        try {
            return channel.accept();
        } catch (IOException refused) {
            mayBeUntold.release();
            throw refused;
        }
    }

    private void deal(SocketChannel connection) {
        HandOver handOver = events.handOver();
        if (handOver == null) {
            driver.runBeside(
                    "heddle connection", () -> serve(connection, driver, events::accepted, mayBeUntold::release));
            return;
        }
        Runnable told = () -> {
            handOver.end();
            mayBeUntold.release();
        };
        LoomDriver server = (LoomDriver) handOver.driver();
        Runnable serve = () -> serve(connection, server, handOver::accepted, told);
        if (!handOver.give(() -> server.runBeside("heddle connection", serve))) {
            LoomDriver.closeQuietly(connection);
            told.run();
        }
    }

    private void serve(SocketChannel connection, LoomDriver server, Consumer<Wire> accepted, Runnable told) {
        LoomWire wire;
        try {
            SocketSettings.ofAccepted(streamOptions, address, connection::setOption);
            wire = new LoomWire(server, connection, streamOptions);
        } catch (IOException gone) {
            LoomDriver.closeQuietly(connection); // which is no failure of the port
            told.run();
            return;
        }
        wire.serve(() -> {
            try {
                accepted.accept(wire);
            } finally {
                told.run();
            }
        });
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
        if (file != null) {
            file.delete();
        }
        LoomDriver.closeQuietly(channel);
        if (!accepting) {
            driver.runBeside("heddle port " + address, () -> driver.visit(events::closed));
        }
    }
}
