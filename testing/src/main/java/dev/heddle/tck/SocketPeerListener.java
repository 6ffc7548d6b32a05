package dev.heddle.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port that is a plain server socket. */
record SocketPeerListener(ServerSocket server) implements PeerListener {

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public Peer accept() {
        try {
            return new SocketPeer(server.accept());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException gone) {
            // The descriptor is released all the same.
        }
    }
}
