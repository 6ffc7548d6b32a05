package dev.heddle.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A peer that is a plain blocking channel. The test that uses it has the limit of time. */
record ChannelPeer(SocketChannel channel) implements Peer {

    @Override
    public void send(byte[] bytes) {
        try {
            ByteBuffer unsent = ByteBuffer.wrap(bytes);
            while (unsent.hasRemaining()) {
                channel.write(unsent);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public byte @Nullable [] receiveSome(int most) {
        try {
            ByteBuffer some = ByteBuffer.allocate(most);
            if (channel.read(some) < 0) {
                return null;
            }
            byte[] bytes = new byte[some.flip().remaining()];
            some.get(bytes);
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Which is all that a UNIX socket can do. */
    @Override
    public void reset() {
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
