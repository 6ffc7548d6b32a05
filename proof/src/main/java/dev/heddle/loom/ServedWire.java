package dev.heddle.loom;

import dev.heddle.core.StillDriver;
import dev.heddle.core.WireEvents;
import dev.heddle.net.StreamOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A wire without a socket, and a core that asks it for nothing but what a test does. */
final class ServedWire implements WireEvents {

    private final LoomDriver driver = new LoomDriver(new StillDriver().turns);
    private final LoomWire wire;
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
        wire.serve(() -> wire.attach(this));
    }

    /** Asks for a read, as one that comes from another connection's turn. */
    void read() {
        driver.visit(wire::read);
    }

    /** Closes the wire, as one that comes from another connection's turn. */
    void close() {
        driver.visit(wire::close);
    }

    /** How often the end of stream was told, and then, as the second digit, the release. */
    int told() {
        return ends * 10 + closes;
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
        throw new AssertionError(cause);
    }
}
