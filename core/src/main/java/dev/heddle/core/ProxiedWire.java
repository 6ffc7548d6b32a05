package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.net.Factory;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wire of a connection that a proxy passes on. It first reads the proxy's header; then it is handed on, and is what it
 * stands on, but for its addresses and for the bytes that came behind the header. Without a header, in time, nobody hears
 * of it.
 */
final class ProxiedWire implements Wire, WireEvents, Live {

    private static final Duration HEADER_LIMIT = Duration.ofSeconds(10);

    private final CoreReactor reactor;
    private final Wire raw;
    private final Factory factory;
    private final Consumer<Wire> ready;
    private final Consumer<String> refused;

    private boolean over;

    /** Null once it is read: connections may be many, and live long. */
    private @Nullable ProxyHeader header = new ProxyHeader();

    /** While the header is read. */
    private @Nullable DelayedCall limit;

    /** Null while the header is read. */
    private ProxyHeader.@Nullable Ends ends;

    /** Null until attached. */
    private @Nullable WireEvents events;

    /** What came behind the header and is not read yet; null if there is nothing. */
    private @Nullable ByteBuffer rest;

    /** A wire of which {@code ready} is told, once, in a turn of its own to be ended; or {@code refused}, with the reason. */
    ProxiedWire(CoreReactor reactor, Wire raw, Factory factory, Consumer<Wire> ready, Consumer<String> refused) {
        this.reactor = reactor;
        this.raw = raw;
        this.factory = factory;
        this.ready = ready;
        this.refused = refused;
    }

    void begin() {
        reactor.nowLive(this);
        raw.attach(this);
        limit = reactor.turns().timers.callLater(HEADER_LIMIT, () -> refuse("no header within " + HEADER_LIMIT));
        raw.read();
    }

    // What the raw wire tells.

    @Override
    public void arrived(ByteBuffer bytes) {
        if (events != null) {
            events.arrived(bytes);
        } else if (over) {
            reactor.turns().end(factory);
        } else {
            readHeader(bytes);
        }
    }

    private void readHeader(ByteBuffer bytes) {
        try {
            ends = Objects.requireNonNull(header).take(bytes);
        } catch (IOException malformed) {
            refuse(String.valueOf(malformed.getMessage()));
        }
        if (ends != null) {
            header = null;
            rest = bytes.hasRemaining()
                    ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                    : null;
            TimingWheel.cancel(limit);
            ready.accept(this);
            reactor.ended(this);
            return;
        }
        if (!over) {
            raw.read();
        }
        reactor.turns().end(factory);
    }

    private void refuse(String why) {
        refused.accept(why + ", from " + Addresses.show(raw.remoteAddress()));
        release(raw::reset);
    }

    private void release(Release how) {
        over = true;
        TimingWheel.cancel(limit);
        if (how.release()) {
            reactor.ended(this);
        }
    }

    /** One of the two ways in which a wire ends. */
    private interface Release {
        boolean release();
    }

    @Override
    public void ended() {
        if (events != null) {
            events.ended();
        } else {
            giveUp();
            reactor.turns().end(factory);
        }
    }

    @Override
    public void failed(IOException cause) {
        if (events != null) {
            events.failed(cause);
        } else {
            giveUp();
            reactor.turns().end(factory);
        }
    }

    @Override
    public void sent() {
        events().sent();
    }

    @Override
    public void closed() {
        if (events != null) {
            events.closed();
            return;
        }
        if (reactor.isLive(this)) {
            reactor.ended(this);
        }
        reactor.turns().end(factory);
    }

    @Override
    public void endForStop() {
        giveUp();
    }

    @Override
    public boolean isEnding() {
        return over;
    }

    private void giveUp() {
        if (!over) {
            release(raw::close);
        }
    }

    private WireEvents events() {
        return Objects.requireNonNull(events);
    }

    // What a stream asks for.

    @Override
    public SocketAddress localAddress() {
        SocketAddress told = ends == null ? null : ends.destination();
        return told == null ? raw.localAddress() : told;
    }

    @Override
    public SocketAddress remoteAddress() {
        SocketAddress told = ends == null ? null : ends.source();
        return told == null ? raw.remoteAddress() : told;
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
    }

    @Override
    public void read() {
        if (rest == null) {
            raw.read();
        } else {
            reactor.turns().later(this::deliverRest);
        }
    }

    private void deliverRest() {
        ByteBuffer bytes = rest;
        rest = null;
        if (!over && bytes != null) {
            events().arrived(bytes);
        }
    }

    @Override
    public boolean write(ByteBuffer[] batch) {
        return raw.write(batch);
    }

    @Override
    public void shutdownOutput() {
        raw.shutdownOutput();
    }

    @Override
    public boolean close() {
        over = true;
        return raw.close();
    }

    @Override
    public boolean reset() {
        over = true;
        return raw.reset();
    }

    @Override
    public String toString() {
        return "connection from a proxy at " + Addresses.show(raw.remoteAddress()) + ", whose header has not come";
    }
}
