package dev.heddle.selector;

import dev.heddle.core.Driver;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.ConnectOptions;
import dev.heddle.selector.SelectorDriver.Selectable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection that is being made without blocking. */
final class SelectorAttempt implements Driver.Attempt, Selectable {

    private final SelectorDriver driver;
    private final ConnectOptions options;
    private final Driver.ConnectEvents events;

    /** Null before the beginning, and where no socket could be had. */
    private @Nullable SocketChannel channel;

    private boolean cancelled;

    SelectorAttempt(SelectorDriver driver, ConnectOptions options, Driver.ConnectEvents events) {
        this.driver = driver;
        this.options = options;
        this.events = events;
    }

    /**
     * Asks for the connection, and then at once whether there is one: on loopback, and often on a local network, there
     * is, and a registration and a turn are saved.
     */
    void begin(SocketAddress remote) {
        InetSocketAddress local = options.bindAddress();
        try {
            ProtocolFamily family = SocketSettings.familyToConnect(remote, local);
            SocketChannel opened = family == null ? SocketChannel.open() : SocketChannel.open(family);
            channel = opened;
            opened.configureBlocking(false);
            SocketSettings.ofConnecting(options.stream(), remote, opened::setOption);
            if (local != null) {
                opened.bind(local);
            }
            if (opened.connect(remote) || opened.finishConnect()) {
                driver.tellLater(() -> connected(opened));
            } else {
                opened.register(driver.selector(), SelectionKey.OP_CONNECT, this);
                driver.selectAnew();
            }
        } catch (IOException refused) {
            driver.tellLater(() -> failed(refused));
        } catch (RuntimeException unsuitable) {
            driver.tellLater(() -> failed(new IOException(unsuitable.toString(), unsuitable)));
        }
    }

    @Override
    public void ready(SelectionKey key) {
        SocketChannel connecting = (SocketChannel) key.channel();
        try {
            if (connecting.finishConnect()) {
                key.interestOps(0);
                connected(connecting);
            }
        } catch (IOException refused) {
            failed(refused);
        }
    }

    private void connected(SocketChannel connected) {
        if (!cancelled) {
            SelectorWire wire;
            try {
                wire = new SelectorWire(driver, connected, options.stream());
            } catch (IOException gone) {
                failed(gone);
                return;
            }
            events.connected(wire);
            wire.begin();
        }
    }

    private void failed(IOException cause) {
        if (!cancelled) {
            cancel();
            events.failed(cause);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (channel != null) {
            SelectorWire.closeQuietly(channel);
            driver.selectAnew();
        }
    }
}
