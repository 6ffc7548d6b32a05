package dev.heddle.loom;

import dev.heddle.core.Driver;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.ConnectOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection that is being made, on the thread that will be the connection's. */
final class LoomAttempt implements Driver.Attempt {

    private final LoomDriver driver;
    private final ConnectOptions options;
    private final Driver.ConnectEvents events;

    /** Null until there is a socket. Guarded by this object's monitor, under which nothing blocks. */
    private @Nullable SocketChannel channel;

    /** Guarded by this object's monitor. */
    private boolean cancelled;

    LoomAttempt(LoomDriver driver, ConnectOptions options, Driver.ConnectEvents events) {
        this.driver = driver;
        this.options = options;
        this.events = events;
    }

    /** Connects, tells what came of it, and then serves the connection. */
    void run(SocketAddress remote) {
        LoomWire wire;
        try {
            wire = new LoomWire(driver, connect(remote), options.stream());
        } catch (IOException refused) {
            failed(refused);
            return;
        } catch (RuntimeException unsuitable) {
            failed(new IOException(unsuitable.toString(), unsuitable));
            return;
        }
        wire.serve(() -> events.connected(wire));
    }

    /**
     * A blocking connect parks whenever the kernel says "in progress", also on loopback, where the connection is there
     * the moment after. So it is asked for without blocking, and waited for only where it must be.
     */
    private SocketChannel connect(SocketAddress remote) throws IOException {
        InetSocketAddress local = options.bindAddress();
        ProtocolFamily family = SocketSettings.familyToConnect(remote, local);
        SocketChannel opened = family == null ? SocketChannel.open() : SocketChannel.open(family);
        keep(opened);
        opened.configureBlocking(false);
        SocketSettings.ofConnecting(options.stream(), remote, opened::setOption);
        if (local != null) {
            opened.bind(local);
        }
        boolean connected = opened.connect(remote) || opened.finishConnect();
        opened.configureBlocking(true);
        if (!connected) {
            opened.finishConnect();
        }
        return opened;
    }

    private synchronized void keep(SocketChannel opened) throws IOException {
        channel = opened;
        if (cancelled) {
            opened.close();
            throw new ClosedChannelException();
        }
    }

    private void failed(IOException cause) {
        cancel();
        driver.visit(() -> events.failed(cause));
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (channel != null) {
            LoomDriver.closeQuietly(channel);
        }
    }
}
