package dev.heddle.tck;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Peers that are plain UNIX sockets, and a directory for their files. */
final class UnixPeers implements Closeable {

    private final Consumer<Closeable> opened;

    /** Null until it is needed. */
    private @Nullable Path directory;

    private int paths;

    /** Peers of which {@code opened} closes the sockets. */
    UnixPeers(Consumer<Closeable> opened) {
        this.opened = opened;
    }

    synchronized Path freePath() {
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("heddle");
            }
            return directory.resolve("socket" + paths++);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    Peer connect(Path path) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
            opened.accept(channel);
            return new ChannelPeer(channel);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    PeerAcceptor listen(Path path) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            opened.accept(server);
            server.bind(UnixDomainSocketAddress.of(path));
            return new Listener(server);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private record Listener(ServerSocketChannel server) implements PeerAcceptor {

        @Override
        public Peer accept() {
            try {
                return new ChannelPeer(server.accept());
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

    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException kept) {
            // It is a temporary directory.
        }
    }
}
