package dev.heddle.loom;

import dev.heddle.core.StillDriver;
import dev.heddle.core.WireEvents;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A wire without a socket, and a core that asks it for nothing but what a test does. */
final class ServedWire implements WireEvents {

    private final LoomDriver driver = new LoomDriver(new StillDriver().turns);
    private final LoomWire wire;

    /** Null until it serves. */
    private volatile @Nullable Thread reader;

    private int failures;
    private int ends;
    private int closes;

    ServedWire() {
        try {
            wire = new LoomWire(driver, new Unread(), StreamOptions.defaults());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What the reading thread does, until the wire is closed. */
    void serve() {
        reader = Thread.currentThread();
        wire.serve(() -> wire.attach(this));
    }

    /** Asks for a read, as one that comes from another connection's turn. */
    void read() {
        driver.visit(wire::read);
    }

    /** Interrupts the reading thread, if there is one by now. */
    void interrupt() {
        Thread served = reader;
        if (served != null) {
            served.interrupt();
        }
    }

    /** Closes the wire, as one that comes from another connection's turn. */
    void close() {
        driver.visit(wire::close);
    }

    /** How often a failure was told, the end of stream, and the release: a digit for each. */
    int told() {
        return failures * 100 + ends * 10 + closes;
    }

    @Override
    public void ended() {
        ends++;
        wire.close();
    }

    @Override
    public void closed() {
        closes++;
    }

    @Override
    public void arrived(ByteBuffer bytes) {
        throw new AssertionError("there are no bytes");
    }

    @Override
    public void sent() {
        throw new AssertionError("nothing is sent");
    }

    @Override
    public void failed(IOException cause) {
        failures++;
        wire.close();
    }
}
