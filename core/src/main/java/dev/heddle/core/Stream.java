package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.core.StreamState.Event;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection: between a protocol, which writes and closes, and a wire, which tells how its operations ended.
 *
 * <p>Calls and events only set fields. What follows from them is decided in one place, {@link #settle}, which runs at
 * the end of the turn. So the writes of one turn go out together, and no order of calls within a turn matters.
 */
final class Stream implements Transport, WireEvents, Live {

    /** Who is told, after the protocol, that the connection is over. */
    @FunctionalInterface
    interface Owner {
        void streamLost(CloseReason reason);
    }

    private final CoreReactor reactor;
    private final Turns turns;
    private final Wire wire;
    private final Protocol protocol;
    private final Owner owner;
    private final Outbound outbound = new Outbound();

    private StreamState state = StreamState.OPEN;
    private boolean unsettled;
    private boolean paused;
    private boolean reading;
    private boolean writing;

    /** Bytes that came in while the stream was paused; null if there are none. */
    private @Nullable ByteBuffer held;

    /** Ends the wait for the peer's end of stream, or for the last bytes to go out after it; null before. */
    private @Nullable DelayedCall lingerLimit;

    /** Why the stream is closed; null before. */
    private @Nullable CloseReason closeReason;

    Stream(CoreReactor reactor, Wire wire, Protocol protocol, Owner owner) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.wire = wire;
        this.protocol = protocol;
        this.owner = owner;
    }

    /** Begins: the protocol hears of its connection, and then of what arrives on it. Called in a turn, once. */
    void open(Factory factory) {
        reactor.nowLive(this);
        wire.attach(this);
        settleAtEnd();
        try {
            protocol.makeConnection(this, factory);
        } catch (Throwable thrown) {
            protocolThrew(thrown);
        }
    }

    // What the application calls.

    @Override
    public void write(ByteBuffer bytes) {
        boolean taken = reactor.admit("Transport.write");
        try {
            if (state == StreamState.OPEN) {
                outbound.append(bytes);
                settleAtEnd();
            } else {
                bytes.position(bytes.limit());
            }
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void loseConnection() {
        boolean taken = reactor.admit("Transport.loseConnection");
        try {
            state = state.on(Event.LOSE);
            settleAtEnd();
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void abortConnection() {
        boolean taken = reactor.admit("Transport.abortConnection");
        try {
            end(new ConnectionAborted());
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void pauseReading() {
        boolean taken = reactor.admit("Transport.pauseReading");
        try {
            paused = true;
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void resumeReading() {
        boolean taken = reactor.admit("Transport.resumeReading");
        try {
            if (paused) {
                paused = false;
                if (held != null) {
                    turns.later(this::deliverHeld);
                }
                settleAtEnd();
            }
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public InetSocketAddress getHost() {
        return wire.localAddress();
    }

    @Override
    public InetSocketAddress getPeer() {
        return wire.remoteAddress();
    }

    // What the wire tells.

    @Override
    public void arrived(ByteBuffer bytes) {
        reading = false;
        if (state == StreamState.OPEN) {
            if (paused) {
                held = copyOf(bytes);
            } else {
                deliver(bytes);
            }
        }
        settleAtEnd();
        turns.end();
    }

    private static ByteBuffer copyOf(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    private void deliver(ByteBuffer bytes) {
        try {
            protocol.dataReceived(bytes);
        } catch (Throwable thrown) {
            protocolThrew(thrown);
        }
    }

    private void deliverHeld() {
        ByteBuffer bytes = held;
        if (bytes != null && !paused && state == StreamState.OPEN) {
            held = null;
            deliver(bytes);
            settleAtEnd();
        }
    }

    @Override
    public void ended() {
        reading = false;
        if (state == StreamState.LINGERING) {
            end(new ConnectionDone());
        } else if (state != StreamState.CLOSED) {
            state = state.on(Event.PEER_ENDED);
            startLingering();
            settleAtEnd();
        }
        turns.end();
    }

    @Override
    public void sent() {
        writing = false;
        settleAtEnd();
        turns.end();
    }

    @Override
    public void failed(IOException cause) {
        end(new ConnectionLost(cause));
        turns.end();
    }

    @Override
    public void endForStop() {
        end(new ConnectionLost(new IOException("the reactor stopped")));
    }

    private void protocolThrew(Throwable thrown) {
        Log.threw(protocol, thrown);
        end(new ProtocolFailed(thrown));
    }

    // What follows.

    private void settleAtEnd() {
        if (!unsettled) {
            unsettled = true;
            turns.settleAtEnd(this);
        }
    }

    /** Asks the wire for whatever the fields now call for. Called at the end of each turn that touched the stream. */
    void settle() {
        unsettled = false;
        if (state == StreamState.CLOSED) {
            return;
        }
        while (!writing && !outbound.isEmpty()) {
            writing = !wire.write(outbound.takeBatch());
        }
        if (!writing) {
            flushed();
        }
        if (!reading && wantsBytes()) {
            reading = true;
            wire.read();
        }
    }

    private boolean wantsBytes() {
        return switch (state) {
            case OPEN -> !paused && held == null;
            case FLUSHING, LINGERING -> true;
            case FINISHING, CLOSED -> false;
        };
    }

    private void flushed() {
        switch (state) {
            case FLUSHING -> {
                state = state.on(Event.FLUSHED);
                wire.shutdownOutput();
                startLingering();
            }
            case FINISHING -> end(new ConnectionDone());
            case OPEN, LINGERING, CLOSED -> {}
        }
    }

    private void startLingering() {
        if (lingerLimit == null) {
            lingerLimit = turns.timers.callLater(reactor.options().lingerLimit(), () -> end(lingeredTooLong()));
        }
    }

    private CloseReason lingeredTooLong() {
        return state == StreamState.LINGERING
                ? new ConnectionDone()
                : new ConnectionLost(new IOException("the peer ended its stream and did not take the last bytes"));
    }

    /** Has the wire released, and then, in a later turn, tells the protocol. The first reason counts. */
    private void end(CloseReason reason) {
        if (state == StreamState.CLOSED) {
            return;
        }
        state = state.on(Event.GONE);
        outbound.clear();
        held = null;
        if (lingerLimit != null && lingerLimit.isActive()) {
            lingerLimit.cancel();
        }
        closeReason = reason;
        boolean released = switch (reason) {
            case ConnectionDone done -> wire.close();
            case ConnectionLost lost -> wire.close();
            case ConnectionAborted aborted -> wire.reset();
            case ProtocolFailed failed -> wire.reset();
        };
        if (released) {
            turns.later(() -> tellLost(reason));
        }
    }

    @Override
    public void closed() {
        tellLost(Objects.requireNonNull(closeReason));
        turns.end();
    }

    private void tellLost(CloseReason reason) {
        try {
            protocol.connectionLost(reason);
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
        }
        owner.streamLost(reason);
        reactor.ended(this);
    }

    @Override
    public String toString() {
        return "connection from " + getHost() + " to " + getPeer();
    }
}
