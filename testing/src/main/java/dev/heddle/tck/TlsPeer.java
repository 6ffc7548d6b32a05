package dev.heddle.tck;

import dev.heddle.tls.Tls;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A peer that speaks TLS on a plain one: the JDK's engine, driven as plainly as can be. Its calls block; where TLS fails they
 * throw an {@link UncheckedIOException}.
 */
public final class TlsPeer implements Peer {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int ENOUGH_BYTES = 64 * 1024;

    private final Peer raw;
    private final SSLEngine engine;
    private ByteBuffer encrypted = NOTHING;
    private boolean rawEnded;

    /** What was decrypted and not asked for. */
    private ByteBuffer plain = NOTHING;

    /** A peer on {@code raw} whose handshake has not begun. */
    public TlsPeer(Peer raw, SSLEngine engine) {
        this.raw = raw;
        this.engine = engine;
    }

    /** A peer that is the other end of a connection with {@code address}. */
    public static TlsPeer of(Peer raw, Tls tls, InetSocketAddress address) {
        return new TlsPeer(raw, tls.newEngine(address));
    }

    /** For what was agreed on, and for what {@link Tls} does not offer. */
    public SSLEngine engine() {
        return engine;
    }

    /** Makes the handshake, the first or another, as far as this end is concerned. */
    public TlsPeer shakeHands() {
        return doing(() -> {
            engine.beginHandshake();
            step(status -> status == HandshakeStatus.NOT_HANDSHAKING);
        });
    }

    /** Does what the engine wants to be done until it has what {@code enough} says. */
    private void step(Predicate<HandshakeStatus> enough) throws SSLException {
        for (HandshakeStatus status = engine.getHandshakeStatus();
                !enough.test(status);
                status = engine.getHandshakeStatus()) {
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> {
                    if (!unwrap()) {
                        throw new SSLException("the stream ended");
                    }
                }
            }
        }
    }

    private void wrap(ByteBuffer bytes) throws SSLException {
        ByteBuffer sealed = ByteBuffer.allocate(ENOUGH_BYTES);
        SSLEngineResult result = engine.wrap(bytes, sealed);
        byte[] out = new byte[sealed.flip().remaining()];
        sealed.get(out);
        raw.send(out);
        if (result.getStatus() == Status.CLOSED && bytes.hasRemaining()) {
            throw new SSLException("closed");
        }
    }

    /** Takes one record, or reads until there is one; false at the end of either stream. */
    private boolean unwrap() throws SSLException {
        while (true) {
            ByteBuffer into = ByteBuffer.allocate(ENOUGH_BYTES);
            SSLEngineResult result = engine.unwrap(encrypted, into);
            if (result.bytesProduced() > 0) {
                plain = join(plain, into.flip());
            }
            if (result.getStatus() == Status.CLOSED) {
                return false;
            }
            if (result.getStatus() == Status.OK) {
                return true;
            }
            byte[] some = raw.receiveSome(ENOUGH_BYTES);
            if (some == null) {
                rawEnded = true;
                return false;
            }
            encrypted = join(encrypted, ByteBuffer.wrap(some));
        }
    }

    private static ByteBuffer join(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    /** Whether the raw stream ended before TLS did. */
    public boolean sawTruncation() {
        return rawEnded && !engine.isInboundDone();
    }

    /** Has the other end change its keys, too (TLS 1.3). */
    public void changeKeys() {
        doing(() -> {
            engine.beginHandshake();
            wrap(NOTHING);
        });
    }

    @Override
    public void send(byte[] bytes) {
        doing(() -> {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                wrap(rest);
            }
        });
    }

    @Override
    public byte @Nullable [] receiveSome(int most) {
        doing(() -> {
            while (!plain.hasRemaining() && !rawEnded && !engine.isInboundDone() && unwrap()) {
                step(status -> status == HandshakeStatus.NOT_HANDSHAKING);
            }
        });
        if (!plain.hasRemaining()) {
            return null;
        }
        byte[] some = new byte[Math.min(most, plain.remaining())];
        plain.get(some);
        return some;
    }

    /** Says by TLS that this is the end, and leaves the raw stream as it is. */
    public void closeNotify() {
        doing(() -> {
            engine.closeOutbound();
            while (!engine.isOutboundDone()) {
                wrap(NOTHING);
            }
        });
    }

    @Override
    public void shutdownOutput() {
        closeNotify();
        raw.shutdownOutput();
    }

    @Override
    public void reset() {
        raw.reset();
    }

    @Override
    public void close() {
        raw.close();
    }

    private TlsPeer doing(Talk talk) {
        try {
            talk.run();
            return this;
        } catch (SSLException broken) {
            tellOther();
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends the alert for what broke, if there is one. */
    private void tellOther() {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING);
            }
        } catch (SSLException known) {
            // It is what broke.
        }
    }

    private interface Talk {
        void run() throws SSLException;
    }
}
