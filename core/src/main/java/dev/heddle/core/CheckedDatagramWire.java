package dev.heddle.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A wire for datagrams and its events, held to the {@link PortRules}: one read, one write, and nothing after the close. */
final class CheckedDatagramWire implements DatagramWire, DatagramEvents {

    private final PortRules rules;
    private final DatagramEvents events;

    /** Null until bound. */
    private @Nullable DatagramWire wire;

    private boolean reading;
    private boolean writing;
    private boolean closing;
    private boolean closed;

    CheckedDatagramWire(PortRules rules, DatagramEvents events) {
        this.rules = rules;
        this.events = events;
    }

    /** Says what is checked here. */
    void bind(DatagramWire bound) {
        wire = bound;
    }

    // What the core calls.

    @Override
    public InetSocketAddress localAddress() {
        return wire().localAddress();
    }

    @Override
    public void read() {
        PortRules.require(!reading, "the core called read while a read was under way");
        reading = true;
        call("read", wire()::read);
    }

    @Override
    public boolean write(List<Datagram> batch) {
        PortRules.require(!writing, "the core called write while a write was under way");
        PortRules.require(!closing, "the core called write after close");
        rules.beginCall("write");
        try {
            writing = !wire().write(batch);
            return !writing;
        } finally {
            rules.endCall();
        }
    }

    @Override
    public Runnable join(InetAddress group, NetworkInterface networkInterface) throws IOException {
        PortRules.require(!closing, "the core called join after close");
        rules.beginCall("join");
        try {
            Runnable leave = wire().join(group, networkInterface);
            return () -> call("leave", leave);
        } finally {
            rules.endCall();
        }
    }

    @Override
    public void close() {
        call("close", () -> {
            closing = true;
            wire().close();
        });
    }

    private void call(String call, Runnable operation) {
        PortRules.require(!closing, "the core called " + call + " after close");
        rules.beginCall(call);
        try {
            operation.run();
        } finally {
            rules.endCall();
        }
    }

    // What the backend tells.

    @Override
    public void arrived(ByteBuffer bytes, InetSocketAddress sender) {
        readEnds("arrived");
        events.arrived(bytes, sender);
    }

    @Override
    public void refused() {
        readEnds("refused");
        events.refused();
    }

    @Override
    public void failed(IOException cause) {
        readEnds("failed");
        events.failed(cause);
    }

    @Override
    public void broken(IOException cause) {
        readEnds("broken");
        events.broken(cause);
    }

    private void readEnds(String event) {
        check(event);
        PortRules.require(reading, "the backend told of " + event + ", but no read was under way");
        reading = false;
    }

    @Override
    public void notSent(Datagram datagram, IOException cause) {
        check("notSent");
        PortRules.require(writing, "the backend told of notSent, but no write was under way");
        events.notSent(datagram, cause);
    }

    @Override
    public void sent() {
        check("sent");
        PortRules.require(writing, "the backend told of sent, but no write was under way");
        writing = false;
        events.sent();
    }

    @Override
    public void closed() {
        check("closed");
        PortRules.require(closing, "the backend told of closed before close");
        closed = true;
        events.closed();
    }

    private void check(String event) {
        rules.checkEvent(event);
        PortRules.require(!closed, "the backend told of " + event + " after closed");
    }

    private DatagramWire wire() {
        return Objects.requireNonNull(wire);
    }
}
