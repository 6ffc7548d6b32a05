package dev.heddle.core;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A wire and its events, of which a recording is told when the socket is released. */
final class RecordedWire implements Wire, WireEvents {

    private final Wire wire;
    private final FlightEvents.Connection recorded;

    /** Null until attached. */
    private @Nullable WireEvents events;

    /** How many bytes are in the write that is under way. */
    private long batchBytes;

    private RecordedWire(Wire wire, FlightEvents.Connection recorded) {
        this.wire = wire;
        this.recorded = recorded;
    }

    /** {@code wire}, or, where a recording wants to know of connections, one that tells it. */
    static Wire ifWanted(CoreReactor reactor, Wire wire) {
        FlightEvents.Connection recorded = FlightEvents.Connection.beginIfWanted();
        if (recorded == null) {
            return wire;
        }
        recorded.reactor = reactor.turns().number;
        recorded.local = Addresses.show(wire.localAddress());
        recorded.remote = Addresses.show(wire.remoteAddress());
        return new RecordedWire(wire, recorded);
    }

    private WireEvents events() {
        return Objects.requireNonNull(events);
    }

    @Override
    public SocketAddress localAddress() {
        return wire.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return wire.remoteAddress();
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
        wire.attach(this);
    }

    @Override
    public void read() {
        wire.read();
    }

    @Override
    public boolean write(ByteBuffer[] batch) {
        for (ByteBuffer part : batch) {
            batchBytes += part.remaining();
        }
        boolean done = wire.write(batch);
        if (done) {
            batchSent();
        }
        return done;
    }

    @Override
    public boolean transfersFiles() {
        return wire.transfersFiles();
    }

    @Override
    public boolean transfer(FilePart part) {
        batchBytes += part.left();
        boolean done = wire.transfer(part);
        if (done) {
            batchSent();
        }
        return done;
    }

    private void batchSent() {
        recorded.sent += batchBytes;
        batchBytes = 0;
    }

    @Override
    public void shutdownOutput() {
        wire.shutdownOutput();
    }

    @Override
    public boolean close() {
        return released(wire.close());
    }

    @Override
    public boolean reset() {
        recorded.reset = true;
        return released(wire.reset());
    }

    private boolean released(boolean released) {
        if (released) {
            recorded.commit();
        }
        return released;
    }

    @Override
    public void arrived(ByteBuffer bytes) {
        recorded.received += bytes.remaining();
        events().arrived(bytes);
    }

    @Override
    public void ended() {
        events().ended();
    }

    @Override
    public void sent() {
        batchSent();
        events().sent();
    }

    @Override
    public void failed(IOException cause) {
        recorded.failure = cause.toString();
        events().failed(cause);
    }

    @Override
    public void closed() {
        recorded.commit();
        events().closed();
    }
}
