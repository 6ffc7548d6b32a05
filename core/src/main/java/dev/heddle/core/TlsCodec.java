package dev.heddle.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS as bytes in, bytes out: an {@link SSLEngine}, with what it has not understood yet. Knows neither wire nor time.
 *
 * <p>Handshake messages come at any time, in TLS 1.3 in the midst of data, and the engine then wants to send something, or to
 * have work done, before it goes on. So decrypting ends with what is {@link Next}, and whoever asked for it does that.
 */
final class TlsCodec {

    /** What has to be done before more can be decrypted. */
    enum Next {
        /** More of the peer's bytes are needed. */
        READ,
        /** Something is to be sent first. */
        SEND,
        /** Work of the engine's is to be done first, which takes time. */
        WORK,
        /** There is no room for more. */
        DELIVER,
        /** The handshake is completed, and the peer is known. */
        GREET,
        /** Nothing: the peer said that it sends no more. */
        END
    }

    /** What a record needs beside its content, and more. */
    private static final int OVERHEAD_BYTES = 512;

    private static final int RECORD_BYTES = 16 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final TlsBuffers buffers;

    /** What came in and is not decrypted yet. */
    private ByteBuffer encrypted = NOTHING;

    private boolean completed;
    private boolean inputEnded;
    private boolean renegotiable;

    /** What the engine's work threw; null if nothing. Whoever has it done sees to it that this is seen. */
    private @Nullable Throwable workFailure;

    TlsCodec(SSLEngine engine, TlsBuffers buffers) {
        this.engine = engine;
        this.buffers = buffers;
    }

    void begin() throws SSLException {
        engine.beginHandshake();
    }

    /** Whether the handshake is done: the peer is who it has to be. */
    boolean isCompleted() {
        return completed;
    }

    /** Whether the peer said that it sends no more. */
    boolean isInputEnded() {
        return inputEnded;
    }

    /** What has to be done for the handshake; {@code READ} also if that is just decrypting what is there. */
    Next handshake() throws SSLException {
        throwIfWorkFailed();
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> Next.WORK;
            case NEED_WRAP -> Next.SEND;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> Next.READ;
            case NOT_HANDSHAKING, FINISHED -> {
                if (!completed) { // which is told by the wrap, or unwrap, that completes it, and by nothing else
                    throw new SSLException("the TLS handshake broke off");
                }
                yield Next.GREET;
            }
        };
    }

    private void complete() {
        completed = true;
        renegotiable = !engine.getSession().getProtocol().equals("TLSv1.3");
    }

    /** What was agreed on; null before the handshake is done. */
    @Nullable
    SSLSession session() {
        return completed ? engine.getSession() : null;
    }

    /** The application protocol that was agreed on; null if there is none. */
    @Nullable
    String applicationProtocol() {
        String agreed = completed ? engine.getApplicationProtocol() : null;
        return agreed == null || agreed.isEmpty() ? null : agreed;
    }

    /** What is told of something that an engine threw, which may be anything with a context of the program's. */
    static IOException failureOf(Exception thrown) {
        return thrown instanceof IOException told ? told : new SSLException(thrown.toString(), thrown);
    }

    /** Does the engine's work. Takes a while; called without the baton, while nothing else is done here. */
    void work() {
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (RuntimeException | Error thrown) {
            workFailure = thrown;
        }
    }

    private void throwIfWorkFailed() throws SSLException {
        if (workFailure != null) {
            throw new SSLException("the work of a TLS handshake failed: " + workFailure, workFailure);
        }
    }

    // In.

    /** Keeps {@code bytes}, which came in, for later. */
    void keep(ByteBuffer bytes) {
        encrypted = ByteBuffer.allocate(encrypted.remaining() + bytes.remaining())
                .put(encrypted)
                .put(bytes)
                .flip();
    }

    /** A buffer for {@link #decrypt}. */
    ByteBuffer plain() {
        return buffers.plain(engine.getSession().getApplicationBufferSize());
    }

    /** Decrypts what was kept, and then {@code bytes}, into {@code plain}, as far as that goes; the rest is kept. */
    Next decrypt(ByteBuffer bytes, ByteBuffer plain) throws SSLException {
        ByteBuffer source = encrypted.hasRemaining() ? buffers.joined(encrypted, bytes) : bytes;
        try {
            return decryptAll(source, plain);
        } finally {
            encrypted = source.hasRemaining()
                    ? ByteBuffer.allocate(source.remaining()).put(source).flip()
                    : NOTHING;
        }
    }

    private Next decryptAll(ByteBuffer source, ByteBuffer plain) throws SSLException {
        throwIfWorkFailed();
        if (inputEnded) {
            return Next.END;
        }
        while (true) {
            SSLEngineResult result = engine.unwrap(source, plain);
            Next next = switch (result.getStatus()) {
                case BUFFER_UNDERFLOW -> Next.READ;
                case BUFFER_OVERFLOW -> Next.DELIVER;
                case CLOSED -> Next.END;
                case OK -> after(result, source);
            };
            if (next == Next.END) {
                inputEnded = true;
            } else if (next == Next.DELIVER && plain.position() == 0) {
                throw new SSLException("a TLS record of more than the " + plain.capacity() + " bytes that it may have");
            }
            if (next != null) {
                return next;
            }
        }
    }

    /** What has to be done after a record was decrypted; null if that is to decrypt another one. */
    private @Nullable Next after(SSLEngineResult result, ByteBuffer source) throws SSLException {
        HandshakeStatus status = result.getHandshakeStatus();
        if (completed) {
            return afterData(status, result, source);
        }
        if (result.bytesProduced() > 0) {
            throw new SSLException("the peer sent data in the midst of the TLS handshake");
        }
        return switch (status) {
            case NEED_TASK -> Next.WORK;
            case NEED_WRAP -> Next.SEND;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN ->
                source.hasRemaining() && result.bytesConsumed() > 0 ? null : Next.READ;
            case FINISHED -> {
                complete();
                yield Next.GREET;
            }
            case NOT_HANDSHAKING -> throw new SSLException("the TLS handshake broke off");
        };
    }

    private @Nullable Next afterData(HandshakeStatus status, SSLEngineResult result, ByteBuffer source)
            throws SSLException {
        boolean handshakes = status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
        if (handshakes && renegotiable) {
            throw new SSLException("the peer wants to renegotiate TLS, which is refused");
        }
        return switch (status) {
            case NEED_TASK -> Next.WORK;
            case NEED_WRAP -> Next.SEND;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED ->
                source.hasRemaining() && result.bytesConsumed() > 0 ? null : Next.READ;
        };
    }

    // Out.

    /** What the engine wants to send by itself; empty if that is nothing. */
    ByteBuffer handshakeBytes() throws SSLException {
        ByteBuffer sealed = buffers.sealed(2 * packetBytes());
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            SSLEngineResult result = engine.wrap(NOTHING, sealed);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                sealed = larger(sealed);
            } else if (!completed && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
                complete();
            } else if (result.bytesProduced() == 0) {
                break;
            }
        }
        return copy(sealed);
    }

    /** {@code batch}, encrypted. */
    ByteBuffer encrypt(ByteBuffer[] batch) throws SSLException {
        long bytes = 0;
        for (ByteBuffer part : batch) {
            bytes += part.remaining();
        }
        boolean small = bytes <= RECORD_BYTES;
        int room = Math.toIntExact(bytes + (bytes / RECORD_BYTES + 1) * OVERHEAD_BYTES + packetBytes());
        ByteBuffer sealed = small ? buffers.sealed(room) : ByteBuffer.allocate(room);
        ByteBuffer last = batch[batch.length - 1];
        while (last.hasRemaining()) {
            SSLEngineResult result = engine.wrap(batch, sealed);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                sealed = larger(sealed);
            } else if (result.getStatus() == Status.CLOSED) {
                throw new SSLException("the peer has ended TLS, and takes no more");
            } else if (result.bytesProduced() == 0) {
                throw new SSLException("the TLS engine makes no progress: " + result);
            }
        }
        return small ? copy(sealed) : sealed.flip();
    }

    /** Our last words: that we send no more or, after a failure, what it was. Empty if there is nothing to be said. */
    ByteBuffer lastBytes() {
        engine.closeOutbound();
        ByteBuffer sealed = buffers.sealed(2 * packetBytes());
        try {
            while (!engine.isOutboundDone()) {
                SSLEngineResult result = engine.wrap(NOTHING, sealed);
                if (result.bytesProduced() == 0) {
                    break;
                }
            }
        } catch (SSLException broken) {
            // It was told already, or is not worth more than what is said by now.
        }
        return copy(sealed);
    }

    private int packetBytes() {
        return engine.getSession().getPacketBufferSize();
    }

    private static ByteBuffer larger(ByteBuffer full) {
        return ByteBuffer.allocate(2 * full.capacity()).put(full.flip());
    }

    private static ByteBuffer copy(ByteBuffer sealed) {
        sealed.flip();
        return ByteBuffer.allocate(sealed.remaining()).put(sealed).flip();
    }
}
