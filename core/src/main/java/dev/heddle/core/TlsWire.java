package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.core.TlsCodec.Next;
import dev.heddle.tls.Tls;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A wire that speaks TLS on another one, the <em>raw</em> wire. A stream sees no difference: the rules of {@link Wire} and
 * {@link WireEvents} hold above as they do below.
 *
 * <p>The raw wire is read when the stream wants bytes and, until the handshake is done, whenever that needs some.
 * Nothing is called upward but as the last thing in a turn: what follows from it may be anything.
 */
final class TlsWire implements Wire, WireEvents {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final CoreReactor reactor;
    private final Turns turns;
    private final Wire raw;
    private final Tls tls;
    private final TlsCodec codec;
    private final TlsOutput output;

    /** Null until attached. */
    private @Nullable WireEvents events;

    private boolean rawReading;
    private boolean rawInputEnded;
    private boolean reading;
    private boolean working;

    /** What has to be done before more is decrypted. */
    private Next next = Next.READ;

    /** What went wrong with TLS, and is not told yet, or was told last; null before. */
    private @Nullable IOException failure;

    private boolean closing;

    /** Ends the handshake; null before it and after it. */
    private @Nullable DelayedCall limit;

    /** Throws {@code IllegalArgumentException} if {@code tls} has to verify the name of {@code peer}, which has none. */
    TlsWire(CoreReactor reactor, Wire raw, Tls tls, SocketAddress peer) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.raw = raw;
        this.tls = tls;
        this.codec = new TlsCodec(tls.newEngine(peer), reactor.tlsBuffers());
        this.output = new TlsOutput(raw, codec);
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
        raw.attach(this);
        turns.later(this::begin);
    }

    /**
     * Attaches to a raw wire on which a read and a write may be under way. What was {@code received} and not delivered is TLS;
     * what is {@code unsent} goes out as it is, and counts, with what is being written, as one write of the stream's.
     */
    void takeOver(
            WireEvents events, boolean reading, boolean writing, @Nullable ByteBuffer received, ByteBuffer[] unsent) {
        this.reading = reading;
        rawReading = reading;
        output.takeOver(writing, unsent);
        if (received != null) {
            codec.keep(received);
        }
        attach(events);
    }

    @Override
    public SocketAddress localAddress() {
        return raw.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return raw.remoteAddress();
    }

    TlsCodec codec() {
        return codec;
    }

    // The handshake.

    private void begin() {
        if (closing) {
            return;
        }
        limit = turns.timers.callLater(tls.handshakeTimeout(), this::handshakeTooLong);
        try {
            codec.begin();
        } catch (SSLException | RuntimeException unable) {
            fail(unable);
            return;
        }
        if (sendNext()) {
            turns.later(this::goOn);
            events().sent();
        } else {
            goOn();
        }
    }

    private void handshakeTooLong() {
        tellFailed(new SSLException("no TLS handshake with " + peer() + " within "
                + tls.handshakeTimeout().toMillis() + " ms"));
    }

    private String peer() {
        return Addresses.show(raw.remoteAddress());
    }

    /** Does what can be done by now. In a turn of its own, or as the last thing in one. */
    private void goOn() {
        if (closing || working) {
            return;
        }
        try {
            if (!codec.isCompleted()) {
                shakeHands();
            } else if (reading) {
                decrypt(NOTHING);
            }
        } catch (SSLException | RuntimeException broken) {
            fail(broken);
        }
    }

    private void shakeHands() throws SSLException {
        for (next = codec.handshake(); !codec.isCompleted(); next = codec.handshake()) {
            boolean goesOn = switch (next) {
                case SEND -> output.sendHandshake();
                case READ -> understandSome();
                case WORK -> workBeside();
                case END, DELIVER, GREET -> throw new SSLException("the TLS handshake broke off");
            };
            if (!goesOn) {
                return;
            }
        }
        completed();
    }

    private boolean understandSome() throws SSLException {
        Next then = codec.decrypt(NOTHING, codec.plain());
        if (then == Next.END) {
            throw new SSLException("the peer broke off the TLS handshake");
        }
        if (then == Next.READ) {
            if (rawInputEnded) {
                throw new SSLException("the peer ended the connection in the midst of the TLS handshake");
            }
            readRaw();
        }
        return then != Next.READ;
    }

    private boolean workBeside() {
        working = true;
        turns.driver().runBeside("heddle TLS handshake", () -> {
            codec.work();
            turns.laterOrAlone(this::worked);
        });
        return false;
    }

    private void worked() {
        working = false;
        goOn();
    }

    private void completed() throws SSLException {
        TimingWheel.cancel(limit);
        events().secured();
        if (closing) {
            return;
        }
        output.sendHandshake();
        boolean batchSent = sendNext();
        turns.later(this::goOn);
        if (batchSent) {
            events().sent();
        }
    }

    // In.

    @Override
    public void read() {
        reading = true;
        if (codec.isCompleted()) {
            if (next == Next.READ && !rawInputEnded && failure == null) {
                readRaw();
            } else {
                turns.later(this::goOn);
            }
        }
    }

    private void readRaw() {
        if (!rawReading) {
            rawReading = true;
            raw.read();
        }
    }

    @Override
    public void arrived(ByteBuffer bytes) {
        rawReading = false;
        if (closing) {
            turns.end(this);
        } else if (codec.isCompleted() && reading && !working && next == Next.READ) {
            decrypt(bytes);
        } else {
            codec.keep(bytes);
            if (codec.isCompleted()) {
                next = next == Next.READ ? Next.DELIVER : next;
            } else {
                goOn();
            }
            turns.end(this);
        }
    }

    /** Gives the stream what can be decrypted or, if there is none, sees to it that there will be. */
    private void decrypt(ByteBuffer bytes) {
        ByteBuffer plain = codec.plain();
        try {
            if (failure == null) {
                decryptInto(plain, bytes);
            }
        } catch (SSLException | RuntimeException broken) {
            failure = TlsCodec.failureOf(broken);
        }
        if (plain.position() > 0) {
            reading = false;
            events().arrived(plain.flip());
        } else if (failure != null) {
            tellFailed(failure);
        } else {
            withoutBytes();
        }
    }

    private void decryptInto(ByteBuffer plain, ByteBuffer bytes) throws SSLException {
        next = codec.decrypt(bytes, plain);
        while (next == Next.SEND && output.sendHandshake()) {
            next = codec.decrypt(NOTHING, plain);
        }
    }

    private void withoutBytes() {
        switch (next) {
            case READ -> {
                if (rawInputEnded) {
                    tellFailed(new TlsTruncation(
                            "the connection to " + peer() + " ended without TLS saying so: what came may be cut off"));
                    return;
                }
                readRaw();
            }
            case WORK -> workBeside();
            case END -> {
                reading = false;
                events().ended();
                return;
            }
            case SEND, DELIVER, GREET -> {} // it goes on when what is on its way was sent
        }
        turns.end(this);
    }

    @Override
    public void ended() {
        rawReading = false;
        rawInputEnded = true;
        if (!closing) {
            goOn();
        }
        turns.end(this);
    }

    // Out.

    @Override
    public boolean write(ByteBuffer[] batch) {
        output.add(batch);
        return sendNext();
    }

    @Override
    public void shutdownOutput() {
        output.end();
        sendNext();
    }

    /** As {@link TlsOutput#sendNext}; a failure is told in a later turn. */
    private boolean sendNext() {
        try {
            return output.sendNext();
        } catch (SSLException | RuntimeException broken) {
            turns.later(() -> fail(broken));
            return false;
        }
    }

    @Override
    public void sent() {
        if (closing) {
            turns.end(this);
            return;
        }
        boolean batchSent = output.sent();
        batchSent |= sendNext();
        if (!codec.isCompleted() || (reading && next == Next.SEND)) {
            turns.later(this::goOn);
        }
        if (batchSent) {
            events().sent();
        } else {
            turns.end(this);
        }
    }

    // The end.

    @Override
    public void failed(IOException cause) {
        rawReading = false;
        if (closing) {
            turns.end(this);
        } else {
            tellFailed(cause);
        }
    }

    /** TLS failed. The peer is told why when the stream closes this wire for it. */
    private void fail(Exception cause) {
        failure = TlsCodec.failureOf(cause);
        tellFailed(failure);
    }

    private void tellFailed(IOException cause) {
        if (!closing) {
            reading = false;
            events().failed(cause);
        }
    }

    @Override
    public boolean close() {
        closing = true;
        TimingWheel.cancel(limit);
        ByteBuffer bytes = wantsFarewell() ? codec.lastBytes() : NOTHING;
        if (!bytes.hasRemaining()) {
            return raw.close();
        }
        boolean peerMaySend = failure != null && !rawInputEnded;
        new TlsFarewell(turns, raw, events(), bytes, peerMaySend)
                .begin(rawReading, !output.isFree(), reactor.options().lingerLimit());
        return false;
    }

    private boolean wantsFarewell() {
        boolean endsInOrder = codec.isCompleted() && (codec.isInputEnded() || rawInputEnded);
        return (failure != null || endsInOrder) && !output.isEnded() && !working && output.isFlushed();
    }

    @Override
    public boolean reset() {
        closing = true;
        TimingWheel.cancel(limit);
        return raw.reset();
    }

    @Override
    public void closed() {
        events().closed();
    }

    private WireEvents events() {
        return Objects.requireNonNull(events);
    }
}
