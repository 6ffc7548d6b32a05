package dev.heddle.protocols;

import dev.heddle.defer.Deferred;
import dev.heddle.net.FileRegion;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.Transport;
import dev.heddle.tls.Tls;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A transport that hands every call on to another one, {@link #delegate()}. Implement it and override what is to be
 * different.
 */
public interface ForwardingTransport extends Transport {

    /** What the calls are handed on to. */
    Transport delegate();

    @Override
    default void write(ByteBuffer bytes) {
        delegate().write(bytes);
    }

    @Override
    default Deferred<@Nullable Void> flushed() {
        return delegate().flushed();
    }

    @Override
    default Deferred<@Nullable Void> sendFile(FileRegion region) {
        return delegate().sendFile(region);
    }

    @Override
    default void registerProducer(PushProducer producer) {
        delegate().registerProducer(producer);
    }

    @Override
    default void registerProducer(PullProducer producer) {
        delegate().registerProducer(producer);
    }

    @Override
    default void unregisterProducer() {
        delegate().unregisterProducer();
    }

    @Override
    default void loseConnection() {
        delegate().loseConnection();
    }

    @Override
    default void loseConnection(Duration limit) {
        delegate().loseConnection(limit);
    }

    @Override
    default void loseWriteConnection() {
        delegate().loseWriteConnection();
    }

    @Override
    default void abortConnection() {
        delegate().abortConnection();
    }

    @Override
    default void pauseReading() {
        delegate().pauseReading();
    }

    @Override
    default void resumeReading() {
        delegate().resumeReading();
    }

    @Override
    default boolean isReadingPaused() {
        return delegate().isReadingPaused();
    }

    @Override
    default void unread(ByteBuffer bytes) {
        delegate().unread(bytes);
    }

    @Override
    default boolean isDisconnecting() {
        return delegate().isDisconnecting();
    }

    @Override
    default void startTls(Tls tls) {
        delegate().startTls(tls);
    }

    @Override
    default @Nullable SSLSession tlsSession() {
        return delegate().tlsSession();
    }

    @Override
    default @Nullable String negotiatedProtocol() {
        return delegate().negotiatedProtocol();
    }

    @Override
    default SocketAddress getHost() {
        return delegate().getHost();
    }

    @Override
    default SocketAddress getPeer() {
        return delegate().getPeer();
    }
}
