package dev.heddle.protocols;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.Protocol;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.WriteBufferExceededException;
import dev.heddle.tls.Tls;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection of which only so much is received and sent in a second. What comes too early is given back to the transport,
 * which is paused; what is written too early waits in a {@link PacedOutput}.
 */
final class PacedConnection extends ProtocolWrapper {

    /** How long the peer of a connection that is ending may take for its last bytes, beside what the pace takes. */
    private static final Duration LAST_BYTES_LIMIT = Duration.ofSeconds(30);

    private final ReactorTime clock;
    private final List<Meter> readMeters;
    private final PacedOutput output;

    /** Whether the wrapped protocol has paused reading. */
    private boolean paused;

    /** Null unless reading is paused until its time has come. */
    private @Nullable DelayedCall resume;

    /** Null unless the connection was aborted because of it. */
    private @Nullable WriteBufferExceededException exceeded;

    PacedConnection(
            Protocol wrapped,
            Factory factory,
            ReactorTime clock,
            List<Meter> read,
            List<Meter> write,
            long queueBytes) {
        super(wrapped, factory);
        this.clock = clock;
        readMeters = read;
        output = new PacedOutput(this, clock, write, queueBytes);
    }

    // Reading.

    @Override
    public void dataReceived(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), Meter.pieceBytes(readMeters));
        ByteBuffer piece = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        Meter.take(readMeters, count);
        super.dataReceived(piece);
        if (bytes.hasRemaining()) {
            delegate().unread(bytes);
        }
        long waitNanos = Meter.waitNanos(readMeters);
        if (waitNanos > 0 && resume == null) {
            delegate().pauseReading();
            resume = clock.callLater(Duration.ofNanos(waitNanos), this::resumeInTime);
        }
    }

    private void resumeInTime() {
        resume = null;
        if (!paused) {
            delegate().resumeReading();
        }
    }

    @Override
    public void unread(ByteBuffer bytes) {
        Meter.giveBack(readMeters, bytes.remaining());
        super.unread(bytes);
    }

    @Override
    public void pauseReading() {
        paused = true;
        super.pauseReading();
    }

    @Override
    public void resumeReading() {
        paused = false;
        if (resume == null) {
            super.resumeReading();
        }
    }

    @Override
    public boolean isReadingPaused() {
        return paused || (resume == null && super.isReadingPaused());
    }

    /** What was written before goes out as it is, so it cannot wait. */
    @Override
    public void startTls(Tls tls) {
        if (!isDisconnecting()) {
            output.sendNow();
        }
        super.startTls(tls);
    }

    // Writing.

    @Override
    public void write(ByteBuffer bytes) {
        output.write(bytes);
    }

    @Override
    public Deferred<@Nullable Void> flushed() {
        return output.send(null);
    }

    @Override
    public Deferred<@Nullable Void> sendFile(FileRegion region) {
        return output.send(region);
    }

    /** More is written than may wait. */
    void exceed(long queuedBytes, long mostBytes) {
        exceeded = new WriteBufferExceededException("connection to " + getPeer() + ": " + queuedBytes
                + " bytes wait for their time, more than the limit of " + mostBytes);
        abortConnection();
    }

    @Override
    public void registerProducer(PushProducer producer) {
        output.register(producer);
    }

    @Override
    public void registerProducer(PullProducer producer) {
        output.register(producer);
    }

    @Override
    public void unregisterProducer() {
        output.unregister();
    }

    @Override
    public void loseConnection() {
        output.end();
        super.loseConnection();
    }

    @Override
    public void loseConnection(Duration limit) {
        output.end();
        super.loseConnection(limit);
    }

    @Override
    public void loseWriteConnection() {
        output.end();
        super.loseWriteConnection();
    }

    @Override
    public void abortConnection() {
        output.clear(new ConnectionAborted());
        super.abortConnection();
    }

    // Ends.

    /** What waits for its time is sent also if the peer has ended. */
    @Override
    public boolean survivesHalfClose() {
        return output.isWaiting() || super.survivesHalfClose();
    }

    @Override
    public void readConnectionLost() {
        if (super.survivesHalfClose()) {
            super.readConnectionLost();
        } else {
            output.stopProducer();
            loseConnection(Duration.ofNanos(output.queuedNanos()).plus(LAST_BYTES_LIMIT));
        }
    }

    @Override
    public void connectionLost(CloseReason reason) {
        output.clear(reason);
        if (resume != null) {
            resume.cancel();
            resume = null;
        }
        super.connectionLost(exceeded == null ? reason : new ConnectionLost(exceeded));
    }
}
