package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that is closed after some time, or after some time without bytes. */
final class TimedConnection extends ProtocolWrapper {

    private static final long LEAST_PART_BYTES = 1 << 20;
    private static final int MOST_PARTS = 256;

    private final Watchdog watchdog;
    private final boolean bytesCount;

    TimedConnection(Protocol wrapped, Factory factory, ReactorTime clock, Duration limit, boolean bytesCount) {
        super(wrapped, factory);
        this.bytesCount = bytesCount;
        watchdog = new Watchdog(clock, limit, () -> delegate().loseConnection(limit));
    }

    @Override
    public void connectionMade() {
        watchdog.start();
        super.connectionMade();
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        noteBytes();
        super.dataReceived(bytes);
    }

    @Override
    public void write(ByteBuffer bytes) {
        noteBytes();
        super.write(bytes);
    }

    /** In parts, so that a file that takes long is seen to go on. */
    @Override
    public Deferred<@Nullable Void> sendFile(FileRegion region) {
        noteBytes();
        long partBytes = Math.max(LEAST_PART_BYTES, region.count() / MOST_PARTS);
        long offset = region.offset();
        long left = region.count();
        for (; left > partBytes; left -= partBytes, offset += partBytes) {
            FileRegion part = new FileRegion(region.file(), offset, partBytes);
            super.sendFile(part).addConsumer(sent -> noteBytes()).addErrorConsumer(failure -> {
                // So does the last part, of which the caller is told.
            });
        }
        return super.sendFile(new FileRegion(region.file(), offset, left)).addConsumer(sent -> noteBytes());
    }

    private void noteBytes() {
        if (bytesCount) {
            watchdog.reset();
        }
    }

    @Override
    public void connectionLost(CloseReason reason) {
        watchdog.stop();
        super.connectionLost(reason);
    }
}
