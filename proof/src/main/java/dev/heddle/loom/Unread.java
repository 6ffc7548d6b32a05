package dev.heddle.loom;

import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel without a socket, at whose end of stream every read is that its thread was not interrupted before. */
final class Unread extends SocketChannel {

    Unread() {
        super(SelectorProvider.provider());
    }

    @Override
    public int read(ByteBuffer buffer) throws ClosedByInterruptException {
        if (Thread.interrupted()) {
            throw new ClosedByInterruptException();
        }
        return -1;
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) {
        return -1;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public SocketChannel bind(@Nullable SocketAddress local) {
        throw new UnsupportedOperationException("no socket");
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, @Nullable T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException("no socket");
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel shutdownInput() {
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException("no socket");
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException("no socket");
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public int write(ByteBuffer buffer) {
        throw new UnsupportedOperationException("no socket");
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException("no socket");
    }
}
