package dev.heddle.core;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A port and its events, held to the {@link PortRules}: it accepts when asked to, and is closed once. */
final class CheckedAcceptor implements Driver.Acceptor, Driver.AcceptEvents {

    private final PortRules rules;
    private final Driver.AcceptEvents events;

    /** Null until bound. */
    private Driver.@Nullable Acceptor acceptor;

    private boolean begun;
    private boolean accepting;
    private boolean closing;
    private boolean closed;

    CheckedAcceptor(PortRules rules, Driver.AcceptEvents events) {
        this.rules = rules;
        this.events = events;
    }

    /** Says what is checked here. */
    void bind(Driver.Acceptor bound) {
        acceptor = bound;
    }

    // What the core calls.

    @Override
    public SocketAddress address() {
        return acceptor().address();
    }

    @Override
    public void accept() {
        PortRules.require(!accepting, "the core called accept while accept was under way");
        PortRules.require(!closing, "the core called accept after close");
        begun = true;
        accepting = true;
        call("accept", acceptor()::accept);
    }

    @Override
    public void close() {
        PortRules.require(!closing, "the core called close twice");
        closing = true;
        call("close", acceptor()::close);
    }

    private void call(String call, Runnable operation) {
        rules.beginCall(call);
        try {
            operation.run();
        } finally {
            rules.endCall();
        }
    }

    // What the backend tells.

    @Override
    public void accepted(Wire wire) {
        rules.checkEvent("accepted");
        PortRules.require(begun, "the backend told of accepted, but was never to accept");
        CheckedWire checked = new CheckedWire(rules, wire);
        events.accepted(checked);
        checked.checkTaken();
    }

    @Override
    public void failed(IOException cause) {
        rules.checkEvent("failed");
        PortRules.require(accepting && !closed, "the backend told of failed, but was not to accept");
        accepting = false;
        events.failed(cause);
    }

    @Override
    public void closed() {
        rules.checkEvent("closed");
        PortRules.require(closing, "the backend told of closed before close");
        PortRules.require(!closed, "the backend told of closed twice");
        closed = true;
        events.closed();
    }

    @Override
    public Driver.@Nullable HandOver handOver() {
        return events.handOver();
    }

    private Driver.Acceptor acceptor() {
        return Objects.requireNonNull(acceptor);
    }
}
