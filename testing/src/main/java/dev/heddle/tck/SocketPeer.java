package dev.heddle.tck;

import dev.heddle.testing.WaitLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A peer that is a plain blocking socket. */
final class SocketPeer implements Peer {

    private final Socket socket;

    SocketPeer(Socket socket) {
        this.socket = socket;
        attempt(() -> {
            socket.setSoTimeout((int) WaitLimit.get().toMillis());
            socket.setTcpNoDelay(true);
            return null;
        });
    }

    @Override
    public void send(byte[] bytes) {
        attempt(() -> {
            socket.getOutputStream().write(bytes);
            return null;
        });
    }

    @Override
    public byte @Nullable [] receiveSome(int most) {
        return attempt(() -> {
            byte[] bytes = new byte[most];
            int count = socket.getInputStream().read(bytes);
            return count < 0 ? null : Arrays.copyOf(bytes, count);
        });
    }

    @Override
    public void shutdownOutput() {
        attempt(() -> {
            socket.shutdownOutput();
            return null;
        });
    }

    @Override
    public void reset() {
        attempt(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
            return null;
        });
    }

    @Override
    public void close() {
        attempt(() -> {
            socket.close();
            return null;
        });
    }

    private interface Operation {
        byte @Nullable [] run() throws IOException;
    }

    private static byte @Nullable [] attempt(Operation operation) {
        try {
            return operation.run();
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("nothing came from the other end for " + WaitLimit.get(), silence);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
