package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.ConnectionClosedException;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Transport;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Something that waits in a {@link PacedOutput}. */
sealed interface PacedPart {

    long leftBytes();

    /** Sends the next {@code count} bytes, and does what is to be done when there are no more. */
    void send(int count, Transport transport);

    /** It will not be sent, since the connection is over. */
    void drop(CloseReason reason);

    /** Bytes that were written. */
    record Bytes(ByteBuffer bytes) implements PacedPart {

        @Override
        public long leftBytes() {
            return bytes.remaining();
        }

        @Override
        public void send(int count, Transport transport) {
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            transport.write(piece);
        }

        @Override
        public void drop(CloseReason reason) {
            bytes.position(bytes.limit());
        }
    }

    /** A file, or, with no bytes, the point that {@link Transport#flushed} was asked at. */
    final class File implements PacedPart {

        final Deferred<@Nullable Void> sent;
        private final @Nullable FileRegion region;
        private long offset;
        private long left;

        File(@Nullable FileRegion region, Deferred<@Nullable Void> sent) {
            this.region = region;
            this.sent = sent;
            offset = region == null ? 0 : region.offset();
            left = region == null ? 0 : region.count();
        }

        @Override
        public long leftBytes() {
            return left;
        }

        @Override
        public void send(int count, Transport transport) {
            left -= count;
            Deferred<@Nullable Void> piece = region == null
                    ? transport.flushed()
                    : transport.sendFile(new FileRegion(region.file(), offset, count));
            offset += count;
            if (left == 0) {
                piece.chainTo(sent);
            } else {
                piece.addErrorConsumer(failure -> {
                    // So does the last piece, which tells the caller.
                });
            }
        }

        @Override
        public void drop(CloseReason reason) {
            if (!sent.hasFired()) {
                sent.errback(new ConnectionClosedException("the connection was over before all was sent", reason));
            }
        }
    }
}
