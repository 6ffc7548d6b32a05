package dev.heddle.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What goes out on a wire that speaks TLS: one write at a time, whatever it carries, so that a peer that does not read stops
 * everything. A handshake message goes before the stream's bytes, and those before the end.
 */
final class TlsOutput {

    private static final int BUFFERS_IN_A_WRITE = 4;

    /** What the raw write that is under way carries. */
    private enum Carried {
        NOTHING,
        /** Some of what was written before TLS began. */
        PLAIN,
        HANDSHAKE,
        BATCH,
        END
    }

    private final Wire raw;
    private final TlsCodec codec;
    private Carried carried = Carried.NOTHING;

    /** What the stream wants to be sent, and is not on its way; null if there is nothing. */
    private ByteBuffer @Nullable [] batch;

    /** Whether it goes out as it is: it was written before TLS began. */
    private boolean batchIsPlain;

    private boolean endWanted;
    private boolean ended;

    TlsOutput(Wire raw, TlsCodec codec) {
        this.raw = raw;
        this.codec = codec;
    }

    /** What the stream has written by now, and what is under way, goes out as it is, and counts as one batch. */
    void takeOver(boolean writing, ByteBuffer[] unsent) {
        carried = writing ? Carried.PLAIN : Carried.NOTHING;
        if (unsent.length > 0) {
            batch = unsent;
            batchIsPlain = true;
        }
    }

    /** Whether no raw write is under way. */
    boolean isFree() {
        return carried == Carried.NOTHING;
    }

    /** Whether all of the stream's bytes are out, and at most something of TLS itself is on its way. */
    boolean isFlushed() {
        return batch == null && carried != Carried.BATCH && carried != Carried.PLAIN;
    }

    /** Whether the peer was told that we send no more, or is about to be. */
    boolean isEnded() {
        return ended;
    }

    /** The stream's next batch. {@link #sendNext} sends it. */
    void add(ByteBuffer[] next) {
        batch = next;
    }

    /** The stream has no more batches. {@link #sendNext} tells the peer. */
    void end() {
        endWanted = true;
    }

    /** Sends what the handshake needs; false if that has to wait for something else to be sent. */
    boolean sendHandshake() throws SSLException {
        if (!isFree() || batchIsPlain) {
            return false;
        }
        ByteBuffer bytes = codec.handshakeBytes();
        if (bytes.hasRemaining()) {
            send(Carried.HANDSHAKE, bytes);
        }
        return true;
    }

    /** Sends what can be sent; whether that were all the bytes of the stream's batch, and are sent by now. */
    boolean sendNext() throws SSLException {
        if (!isFree()) {
            return false;
        }
        if (batchIsPlain) {
            return sendPlain();
        }
        if (!codec.isCompleted()) {
            return false;
        }
        ByteBuffer[] next = batch;
        if (next != null) {
            batch = null;
            return send(Carried.BATCH, codec.encrypt(next));
        }
        if (endWanted && !ended) {
            ended = true;
            if (send(Carried.END, codec.lastBytes())) {
                raw.shutdownOutput();
            }
        }
        return false;
    }

    private boolean sendPlain() {
        while (isFree() && batch != null) {
            int count = Math.min(BUFFERS_IN_A_WRITE, batch.length);
            ByteBuffer[] part = Arrays.copyOf(batch, count);
            batch = count == batch.length ? null : Arrays.copyOfRange(batch, count, batch.length);
            batchIsPlain = batch != null;
            send(Carried.PLAIN, part);
        }
        return isFree();
    }

    private boolean send(Carried what, ByteBuffer... bytes) {
        boolean sent = raw.write(bytes);
        carried = sent ? Carried.NOTHING : what;
        return sent;
    }

    /** The raw write is done; whether the stream's batch is, with that. */
    boolean sent() {
        Carried done = carried;
        carried = Carried.NOTHING;
        if (done == Carried.END) {
            raw.shutdownOutput();
        }
        return done == Carried.BATCH || (done == Carried.PLAIN && !batchIsPlain);
    }
}
