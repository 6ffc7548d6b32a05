package dev.heddle.protocols;

import dev.heddle.ReactorThreads;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.net.Consumer;
import dev.heddle.net.FileRegion;
import dev.heddle.net.PullProducer;
import dev.heddle.net.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends files, in pieces, so that they may have any size (B12). A {@link Transport} can do that better by itself, without
 * copying, with {@link Transport#sendFile}: {@link #send} is that for a file that is not open yet, and
 * {@link #beginFileTransfer} is for all other consumers.
 */
public final class FileSender implements PullProducer {

    private static final int PIECE_BYTES = 64 * 1024;

    private final ReactorThreads reactor;
    private final FileRegion region;
    private final Consumer consumer;
    private final Deferred<@Nullable Void> result;
    private long position;
    private boolean ended;

    private FileSender(ReactorThreads reactor, FileRegion region, Consumer consumer) {
        this.reactor = reactor;
        this.region = region;
        this.consumer = consumer;
        position = region.offset();
        result = Deferred.owedBy(reactor, cancelled -> end());
    }

    /**
     * Sends all of a file: opens it beside the reactor, has {@code transport} send it, and closes it. Needs the baton.
     *
     * @return fires with the count of bytes when they are with the kernel; fails with an {@link IOException} if the file
     *     cannot be opened, and then nothing was sent, and otherwise as {@link Transport#sendFile} says. Cancelling it once
     *     the file is open aborts the connection.
     */
    public static Deferred<Long> send(ReactorThreads reactor, Path file, Transport transport) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(transport, "transport");
        return reactor.openInThread(() -> new Opened(whole(file)))
                .addCallbackDeferring(opened -> transport
                        .sendFile(opened.region())
                        .<@Nullable Object>addBoth((sent, failure) -> {
                            opened.close();
                            return failure;
                        })
                        .addCallback(closed -> opened.region().count()));
    }

    /** All of a file that is open, for whoever gets this to close. */
    private record Opened(FileRegion region) implements Closeable {

        @Override
        public void close() throws IOException {
            region.file().close();
        }
    }

    private static FileRegion whole(Path file) throws IOException {
        FileChannel opened = FileChannel.open(file);
        try {
            return FileRegion.of(opened);
        } catch (IOException | RuntimeException broken) {
            opened.close();
            throw broken;
        }
    }

    /**
     * Has {@code consumer} ask for one piece of a file after the other, which are read beside the reactor. Registers a
     * producer, and unregisters it at the end, in whatever way that comes. Needs the baton.
     *
     * @return fires with null when the consumer has the last byte; fails with an {@link IOException} if the file cannot be
     *     read, or ends too early, or if the consumer takes no more. Cancelling it ends the sending where it is.
     * @throws IllegalStateException if the consumer has a producer
     */
    public static Deferred<@Nullable Void> beginFileTransfer(
            ReactorThreads reactor, FileRegion region, Consumer consumer) {
        FileSender sender = new FileSender(
                Objects.requireNonNull(reactor, "reactor"),
                Objects.requireNonNull(region, "region"),
                Objects.requireNonNull(consumer, "consumer"));
        consumer.registerProducer(sender);
        return sender.result;
    }

    @Override
    public void resumeProducing() {
        int count = (int) Math.min(PIECE_BYTES, left());
        if (count == 0) {
            end();
            result.callback(null);
        } else {
            long begin = position;
            reactor.deferToThread(() -> region.read(begin, count))
                    .addConsumer(this::write)
                    .addErrorConsumer(this::fail);
        }
    }

    private long left() {
        return region.offset() + region.count() - position;
    }

    private void write(ByteBuffer piece) {
        if (!ended) {
            position += piece.remaining();
            consumer.write(piece);
            if (left() == 0) {
                end();
                result.callback(null);
            }
        }
    }

    private void fail(Failure failure) {
        if (!ended) {
            end();
            result.errback(failure);
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            consumer.unregisterProducer();
        }
    }

    @Override
    public void stopProducing() {
        if (!ended) {
            ended = true;
            result.errback(new IOException("the consumer takes no more than " + (position - region.offset()) + " of "
                    + region.count() + " bytes of " + region.file()));
        }
    }
}
