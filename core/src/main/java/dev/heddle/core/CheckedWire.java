package dev.heddle.core;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A wire and its events, held to the {@link PortRules} and to those of {@link Wire}. */
final class CheckedWire implements Wire, WireEvents {

    private final PortRules rules;
    private final Wire wire;

    /** Null until attached. */
    private @Nullable WireEvents events;

    private boolean reading;
    private boolean writing;

    /** Whether one of the two failed, and nobody knows which. */
    private boolean oneFailed;

    private boolean outputEnded;
    private boolean closing;
    private boolean closed;

    CheckedWire(PortRules rules, Wire wire) {
        this.rules = rules;
        this.wire = wire;
    }

    /** The core was told of this wire, and must have made up its mind: it attaches to it, or closes it. */
    void checkTaken() {
        PortRules.require(events != null || closing, "the core neither attached to a wire nor closed it");
    }

    // What the core calls.

    @Override
    public SocketAddress localAddress() {
        return wire.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return wire.remoteAddress();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same one is meant
    public void attach(WireEvents events) {
        PortRules.require(this.events != events, "the core attached twice to the same wire");
        this.events = events;
        call("attach", () -> wire.attach(this));
    }

    @Override
    public void read() {
        PortRules.require(events != null, "the core called read before attach");
        PortRules.require(!reading, "the core called read while a read was under way");
        reading = true;
        call("read", wire::read);
    }

    @Override
    public boolean write(ByteBuffer[] batch) {
        return beginWrite("write", () -> wire.write(batch));
    }

    @Override
    public boolean transfersFiles() {
        return wire.transfersFiles();
    }

    @Override
    public boolean transfer(FilePart part) {
        PortRules.require(wire.transfersFiles(), "the core called transfer on a wire that does not");
        return beginWrite("transfer", () -> wire.transfer(part));
    }

    private boolean beginWrite(String call, BooleanSupplier operation) {
        PortRules.require(events != null, "the core called " + call + " before attach");
        PortRules.require(!writing, "the core called " + call + " while a write was under way");
        PortRules.require(!outputEnded, "the core called " + call + " after shutdownOutput");
        boolean done = ask(call, operation);
        writing = !done;
        return done;
    }

    @Override
    public void shutdownOutput() {
        PortRules.require(events != null, "the core called shutdownOutput before attach");
        PortRules.require(!writing, "the core called shutdownOutput while a write was under way");
        PortRules.require(!outputEnded, "the core called shutdownOutput twice");
        outputEnded = true;
        call("shutdownOutput", wire::shutdownOutput);
    }

    @Override
    public boolean close() {
        return release("close", wire::close);
    }

    @Override
    public boolean reset() {
        return release("reset", wire::reset);
    }

    private boolean release(String call, BooleanSupplier operation) {
        closed = ask(call, operation);
        closing = true;
        return closed;
    }

    private void call(String call, Runnable operation) {
        ask(call, () -> {
            operation.run();
            return true;
        });
    }

    private boolean ask(String call, BooleanSupplier operation) {
        PortRules.require(!closing, "the core called " + call + " after close or reset");
        rules.beginCall(call);
        try {
            return operation.getAsBoolean();
        } finally {
            rules.endCall();
        }
    }

    // What the backend tells.

    @Override
    public void arrived(ByteBuffer bytes) {
        check("arrived", reading);
        PortRules.require(bytes.hasRemaining(), "the backend told of arrived without bytes");
        endRead();
        events().arrived(bytes);
    }

    @Override
    public void ended() {
        check("ended", reading);
        endRead();
        events().ended();
    }

    @Override
    public void sent() {
        check("sent", writing);
        endWrite();
        events().sent();
    }

    @Override
    public void failed(IOException cause) {
        check("failed", reading || writing);
        if (reading && writing && !oneFailed) {
            oneFailed = true;
        } else {
            reading = false;
            writing = false;
        }
        events().failed(cause);
    }

    @Override
    public void closed() {
        check("closed", closing);
        closed = true;
        events().closed();
    }

    private void check(String event, boolean owed) {
        rules.checkEvent(event);
        PortRules.require(!closed, "the backend told of " + event + " after the wire was closed");
        PortRules.require(owed, "the backend told of " + event + ", for which there is no operation under way");
    }

    private void endRead() {
        reading = false;
        writing &= !oneFailed;
    }

    private void endWrite() {
        writing = false;
        reading &= !oneFailed;
    }

    private WireEvents events() {
        return Objects.requireNonNull(events);
    }
}
