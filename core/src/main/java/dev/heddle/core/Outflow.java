package dev.heddle.core;

import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectionClosedException;
import dev.heddle.net.FileRegion;
import dev.heddle.net.FileTransferException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is to send, in order: bytes, and files between them.
 *
 * <p>A file goes out in parts, as bytes go out in batches. Where the wire cannot take files, pieces of it are read beside
 * the reactor, one at a time, and become bytes.
 */
final class Outflow {

    /** As much as a batch has (M8). */
    private static final int PART_BYTES = 256 * 1024;

    private static final int PIECE_BYTES = 64 * 1024;

    private final CoreReactor reactor;
    private final Stream stream;

    /** What comes before the first of the files. */
    private Outbound bytes;

    /** Null if there never was one. */
    private @Nullable ArrayDeque<SentFile> files;

    /** Null if nobody ever waited. */
    private @Nullable Flushes flushes;

    /** The part of a file that the wire has, and how many bytes that is; null if it has none. */
    private @Nullable FilePart part;

    private int partBytes;

    /** How many bytes were written in all, those of files included, and how many of them were sent. */
    private long written;

    private long sent;

    /** How many bytes are kept here. */
    private long unsentBytes;

    /** A file that is to be sent, and what was written after it. */
    private static final class SentFile {

        final FileRegion region;
        final Outbound after;

        /** Of the next byte that is neither sent nor read. */
        long position;

        boolean reading;

        SentFile(FileRegion region, Outbound after) {
            this.region = region;
            this.after = after;
            position = region.offset();
        }

        long left() {
            return region.offset() + region.count() - position;
        }
    }

    Outflow(CoreReactor reactor, Stream stream) {
        this.reactor = reactor;
        this.stream = stream;
        bytes = new Outbound(reactor.spareChunks);
    }

    // What the application wants to have sent.

    void append(ByteBuffer source) {
        int count = source.remaining();
        written += count;
        unsentBytes += count;
        (files == null || files.isEmpty() ? bytes : files.getLast().after).append(source);
    }

    Deferred<@Nullable Void> sendFile(FileRegion region) {
        if (!stream.takesWrites()) {
            CloseReason reason = stream.closeReason();
            return Deferred.fail(closed(reason == null ? new ConnectionDone() : reason));
        }
        if (region.count() > 0) {
            written += region.count();
            if (files == null) {
                files = new ArrayDeque<>(2);
            }
            files.add(new SentFile(region, new Outbound(reactor.spareChunks)));
            stream.settleAtEnd();
        }
        return await(stream::abort);
    }

    Deferred<@Nullable Void> flushed() {
        return await(() -> {});
    }

    private Deferred<@Nullable Void> await(Runnable canceller) {
        CloseReason reason = stream.closeReason();
        if (reason != null) {
            return Deferred.fail(closed(reason));
        }
        if (sent == written) {
            return Deferred.succeed(null);
        }
        if (flushes == null) {
            flushes = new Flushes(reactor);
        }
        return flushes.await(written, canceller);
    }

    // What the stream does about it.

    /** How many bytes are kept here. */
    long unsentBytes() {
        return unsentBytes;
    }

    boolean isAllSent() {
        return sent == written;
    }

    /** Whether the wire can be given something. If a file has to be read for that, begins to. */
    boolean isReady(Wire wire) {
        SentFile file = files == null ? null : files.peek();
        if (file == null || bytes.unsentBytes() > 0) {
            return bytes.isQueued();
        }
        if (!wire.transfersFiles() && !file.reading) {
            readPiece(file);
        }
        return wire.transfersFiles();
    }

    /** Gives the wire a batch, or a part of a file; returns true if that is sent already. */
    boolean send(Wire wire) {
        if (bytes.isQueued()) {
            return wire.write(bytes.takeBatch());
        }
        SentFile file = firstFile();
        partBytes = (int) Math.min(PART_BYTES, file.left());
        part = new FilePart(file.region, file.position, partBytes);
        return wire.transfer(part);
    }

    /** Whether a file is not sent yet. */
    boolean hasFiles() {
        return files != null && !files.isEmpty();
    }

    /** All bytes that are queued, as a part of the batch that the wire has, if it has one. Only if there are no files. */
    ByteBuffer[] takeBytes() {
        return bytes.takeAll();
    }

    private SentFile firstFile() {
        if (files == null) {
            throw new IllegalStateException("there is no file to be sent");
        }
        return files.getFirst();
    }

    /** What the wire had is sent. */
    void partSent() {
        if (part != null) {
            part = null;
            firstFile().position += partBytes;
            sent += partBytes;
        } else {
            long batchBytes = bytes.batchSent();
            sent += batchBytes;
            unsentBytes -= batchBytes;
        }
        while (files != null
                && !files.isEmpty()
                && bytes.unsentBytes() == 0
                && firstFile().left() == 0) {
            bytes = files.removeFirst().after;
        }
        if (flushes != null) {
            flushes.sent(sent);
        }
    }

    private void readPiece(SentFile file) {
        file.reading = true;
        int count = (int) Math.min(PIECE_BYTES, file.left());
        reactor.beside()
                .run("reading " + file.region, () -> file.region.read(file.position, count))
                .addConsumer(piece -> pieceRead(file, piece))
                .addErrorConsumer(failure -> readFailed(file, failure.getCause()));
    }

    private void pieceRead(SentFile file, ByteBuffer piece) {
        file.reading = false;
        if (stream.closeReason() == null) {
            file.position += piece.remaining();
            unsentBytes += piece.remaining();
            bytes.append(piece);
            stream.settleAtEnd();
        }
    }

    /** Work that was cancelled was so by the stop, which ends the connection by itself. */
    private void readFailed(SentFile file, Throwable cause) {
        if (!(cause instanceof CancellationException)) {
            stream.end(fileFailed(file.region, cause));
        }
    }

    // The end.

    /** What a failure of the wire means: where it was sending a file, that may be to blame. */
    CloseReason reasonOf(IOException cause) {
        FilePart sending = part;
        return sending != null
                        && (cause instanceof EOFException
                                || !sending.region().file().isOpen())
                ? fileFailed(sending.region(), cause)
                : new ConnectionLost(cause);
    }

    private ConnectionLost fileFailed(FileRegion region, Throwable cause) {
        return new ConnectionLost(new FileTransferException(
                stream + ": cannot send bytes " + region.offset() + " to " + (region.offset() + region.count()) + " of "
                        + region.file() + ": " + cause.getMessage(),
                cause));
    }

    /** Nothing more is sent. */
    void clear() {
        bytes.clear();
        files = null;
        unsentBytes = 0;
    }

    /** The connection is lost: those who wait are told. */
    void lost(CloseReason reason) {
        if (flushes != null) {
            flushes.fail(reason instanceof ConnectionLost(FileTransferException broken) ? broken : closed(reason));
        }
    }

    private ConnectionClosedException closed(CloseReason reason) {
        return new ConnectionClosedException(stream + " takes no more", reason);
    }
}
