package dev.heddle.core;

import dev.heddle.core.StreamState.Event;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.Factory;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.Transport;
import dev.heddle.net.WriteBufferLimits;
import dev.heddle.tls.Tls;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: between a protocol, which writes and closes, and a wire, which tells how its operations ended.
 *
 * <p>Calls and events only set fields. What follows from them is decided in one place, {@link #settle}, which runs at
 * the end of the turn. So the writes of one turn go out together, and no order of calls within a turn matters.
 */
final class Stream implements WireEvents, Turns.Settling, Live {

    private final CoreReactor reactor;
    private final Turns turns;
    Wire wire;
    private final Protocol protocol;
    final WriteBufferLimits limits;
    private final Consumer<CloseReason> owner;
    final Registration registration;
    final Outflow outflow;
    final Inflow inflow = new Inflow();
    private final CloseLimits closeLimits;
    private StreamState state = StreamState.OPEN;
    private boolean unsettled;
    private boolean reading;
    private boolean writing;

    /** To be run when the handshake of TLS is completed; its protocol hears of that first. */
    Runnable whenSecured = () -> {};

    /** Whether our end of stream went out, and the protocol, which wants to know, has not been told. */
    private boolean outputEndUntold;

    /** Why the stream is closed; null before. */
    private @Nullable CloseReason closeReason;

    /** A stream whose {@code owner} is told, after the protocol, that the connection is over. */
    Stream(CoreReactor reactor, Wire wire, Protocol protocol, StreamOptions options, Consumer<CloseReason> owner) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.wire = wire;
        this.protocol = protocol;
        this.limits = options.writeBuffer();
        this.owner = owner;
        registration = new Registration(this, turns);
        outflow = new Outflow(reactor, this);
        closeLimits = new CloseLimits(turns.timers, reactor.options().lingerLimit());
    }

    /** Tells the protocol of its connection with {@code peer}, runs {@code made}, and has bytes arrive. In a turn, once. */
    void open(Factory factory, SocketAddress peer, Runnable made) {
        reactor.nowLive(this);
        wire.attach(this);
        settleAtEnd();
        Transport transport = new StreamTransport(reactor, this, wire, peer);
        tell(() -> {
            protocol.makeConnection(transport, factory.origin());
            made.run();
        });
    }

    // What the application calls, through its transport.

    void write(ByteBuffer bytes) {
        if (!takesWrites()) {
            bytes.position(bytes.limit());
            return;
        }
        outflow.append(bytes);
        long unsentBytes = outflow.unsentBytes();
        if (unsentBytes > limits.hardBytes()) {
            end(Endings.exceeded(this, unsentBytes));
        } else {
            registration.written(unsentBytes);
        }
        settleAtEnd();
    }

    boolean takesWrites() {
        return state.isOutputOpen() || (state.isOutputEnding() && registration.isPresent());
    }

    void unregisterProducer() {
        registration.end();
        settleAtEnd();
    }

    void lose() {
        state = state.on(Event.LOSE);
        if (state == StreamState.LINGERING) {
            startLingering();
        }
        settleAtEnd();
    }

    void loseWithin(Duration limit) {
        lose();
        closeLimits.flushWithin(limit, this::flushedTooLong);
    }

    private void flushedTooLong() {
        if (state.isOutputEnding()) {
            end(new ConnectionAborted());
        }
    }

    void loseWrite() {
        state = state.on(Event.LOSE_WRITE);
        settleAtEnd();
    }

    void abort() {
        end(new ConnectionAborted());
    }

    void resumeReading() {
        inflow.resume();
        turns.later(this::deliverHeld);
    }

    void unread(ByteBuffer bytes) {
        if (state.delivers() && bytes.hasRemaining() && !TlsStart.takes(bytes, wire)) {
            inflow.hold(bytes);
            turns.later(this::deliverHeld);
        }
    }

    @Nullable
    CloseReason closeReason() {
        return closeReason;
    }

    boolean isOutputOpen() {
        return state.isOutputOpen();
    }

    void startTls(Tls tls, SocketAddress peer) {
        if (!state.isDisconnecting()) {
            TlsStart.requirePossible(this, state);
            TlsWire secured = new TlsWire(reactor, wire, tls, peer);
            ByteBuffer[] unsent = outflow.takeBytes();
            wire = secured;
            secured.takeOver(this, reading, writing, inflow.remove(), unsent);
            writing |= unsent.length > 0;
            settleAtEnd();
        }
    }

    @Override
    public void secured() {
        tell(() -> TlsStart.tellSecured(protocol, whenSecured));
        settleAtEnd();
    }

    @Override
    public boolean isEnding() {
        return state.isDisconnecting();
    }

    // What the wire tells.

    @Override
    public void arrived(ByteBuffer bytes) {
        reading = false;
        if (state.delivers()) {
            if (inflow.isPaused()) {
                inflow.hold(bytes);
            } else {
                tell(() -> protocol.dataReceived(bytes));
            }
        }
        settleAtEnd();
        turns.end(protocol);
    }

    private void deliverHeld() {
        ByteBuffer bytes = inflow.take();
        if (bytes != null && state.delivers()) {
            tell(() -> protocol.dataReceived(bytes));
        }
        settleAtEnd();
    }

    @Override
    public void ended() {
        reading = false;
        boolean protocolCares = state.delivers();
        state = state.on(Event.PEER_ENDED);
        if (protocolCares) {
            tellInputEnded();
        }
        if (state == StreamState.CLOSED) {
            end(new ConnectionDone());
        } else {
            settleAtEnd();
        }
        turns.end(protocol);
    }

    /** A protocol that has no use for half a connection ends the other half, too, with what is written by now. */
    private void tellInputEnded() {
        HalfCloseable half = HalfCloseable.of(protocol);
        if (half != null) {
            tell(half::readConnectionLost);
        } else {
            state = state.on(Event.LOSE);
            registration.stop();
            if (state == StreamState.FINISHING) {
                startLingering();
            }
        }
    }

    @Override
    public void sent() {
        writing = false;
        if (state != StreamState.CLOSED) {
            partSent();
            settleAtEnd();
        }
        turns.end(protocol);
    }

    @Override
    public void failed(IOException cause) {
        if (cause instanceof TlsTruncation && state.discards()) {
            ended(); // what may be missing would be thrown away
            return;
        }
        end(outflow.reasonOf(cause));
        turns.end(protocol);
    }

    @Override
    public void endForStop() {
        end(new ConnectionLost(new IOException("the reactor stopped")));
    }

    // What follows.

    void settleAtEnd() {
        if (!unsettled) {
            unsettled = true;
            turns.settleAtEnd(this);
        }
    }

    /** Asks the wire for whatever the fields now call for. Called at the end of each turn that touched the stream. */
    @Override
    public void settle() {
        unsettled = false;
        if (state == StreamState.CLOSED) {
            return;
        }
        if (!writing && outflow.isReady(wire)) {
            sendPart();
        }
        if (state.isOutputEnding() && outflow.isAllSent() && !registration.isPresent()) {
            flushed();
        }
        if (!reading && wantsBytes()) {
            reading = true;
            wire.read();
        }
    }

    /** One batch, or part of a file, in a turn, so that a peer that reads as fast as we send keeps nobody waiting (M8). */
    private void sendPart() {
        writing = !outflow.send(wire);
        if (!writing) {
            partSent();
            if (outflow.isReady(wire)) {
                turns.later(this::settleAtEnd);
            }
        }
    }

    private void partSent() {
        closeLimits.madeProgress();
        outflow.partSent();
        registration.sent(outflow.unsentBytes());
    }

    private boolean wantsBytes() {
        return state.discards() || (state.delivers() && inflow.wantsBytes());
    }

    private void flushed() {
        StreamState before = state;
        state = state.on(Event.FLUSHED);
        switch (before) {
            case ENDING -> {
                wire.shutdownOutput();
                outputEndUntold = true;
                turns.later(this::tellOutputEnded);
            }
            case CONCLUDING -> {
                outputEndUntold = true;
                turns.later(() -> {
                    tellOutputEnded();
                    end(new ConnectionDone());
                });
            }
            case FLUSHING -> {
                wire.shutdownOutput();
                startLingering();
            }
            case FINISHING -> end(new ConnectionDone());
            case OPEN, OUTPUT_ENDED, INPUT_ENDED, LINGERING, CLOSED -> {}
        }
    }

    private void startLingering() {
        closeLimits.beginLingering(() -> end(lingeredTooLong()));
    }

    private CloseReason lingeredTooLong() {
        return state == StreamState.LINGERING
                ? new ConnectionDone()
                : new ConnectionLost(new IOException("the peer ended its stream and does not take the last bytes"));
    }

    /** Has the wire released, and then, in a later turn, tells the protocol. The first reason counts. */
    void end(CloseReason reason) {
        if (closeReason != null) {
            return;
        }
        closeReason = reason;
        state = state.on(Event.GONE);
        outflow.clear();
        inflow.clear();
        closeLimits.cancel();
        if (Endings.release(wire, reason)) {
            turns.later(this::tellLost);
        }
    }

    @Override
    public void closed() {
        tellLost();
        turns.end(protocol);
    }

    // What the protocol and the producer are told.

    /** Calls the application, whose exception ends the stream (S7). */
    void tell(Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
            end(new ProtocolFailed(thrown));
        }
    }

    private void tellOutputEnded() {
        HalfCloseable half = HalfCloseable.of(protocol);
        if (outputEndUntold && half != null) {
            tell(half::writeConnectionLost);
        }
        outputEndUntold = false;
    }

    private void tellLost() {
        CloseReason reason = Objects.requireNonNull(closeReason);
        tellOutputEnded();
        registration.stop();
        outflow.lost(reason);
        tell(() -> protocol.connectionLost(reason));
        owner.accept(reason);
        reactor.ended(this);
    }

    @Override
    public String toString() {
        return "connection from " + wire.localAddress() + " to " + wire.remoteAddress();
    }
}
