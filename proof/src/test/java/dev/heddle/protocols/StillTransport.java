package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import dev.heddle.net.FileRegion;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.Transport;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A transport without a connection: it knows whether it was closed or paused, and keeps what it gets back. */
final class StillTransport implements Transport {

    boolean closed;
    boolean paused;

    /** Null unless something was given back. */
    @Nullable
    ByteBuffer unread;

    @Override
    public void write(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    public Deferred<@Nullable Void> flushed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Deferred<@Nullable Void> sendFile(FileRegion region) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerProducer(PushProducer producer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerProducer(PullProducer producer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unregisterProducer() {}

    @Override
    public void loseConnection() {
        closed = true;
    }

    @Override
    public void loseConnection(Duration limit) {
        closed = true;
    }

    @Override
    public void loseWriteConnection() {}

    @Override
    public void abortConnection() {
        closed = true;
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
    }

    @Override
    public boolean isReadingPaused() {
        return paused;
    }

    @Override
    public void unread(ByteBuffer bytes) {
        if (unread != null) {
            throw new IllegalStateException("given back twice");
        }
        unread = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    @Override
    public boolean isDisconnecting() {
        return closed;
    }

    @Override
    public SocketAddress getHost() {
        return InetSocketAddress.createUnresolved("here", 1);
    }

    @Override
    public SocketAddress getPeer() {
        return InetSocketAddress.createUnresolved("there", 1);
    }
}
