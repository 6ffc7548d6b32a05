package dev.heddle;

import dev.heddle.net.CannotListenException;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import java.nio.file.Path;

/**
 * UNIX sockets, in both directions: connections within one machine, found by a path in its file system. They are what
 * TCP connections are, but for what only TCP has: an abort is no reset (I4), and the options of TCP do nothing.
 *
 * <p>Addresses are {@link java.net.UnixDomainSocketAddress}es. Who connects has none, and its path is empty.
 */
public interface ReactorUnix {

    /**
     * Listens at {@code path}. The socket is bound when the method returns, and its file is there; connections are
     * accepted once the reactor runs. The file of a server that is gone is replaced, that of one that answers never is,
     * nor is any other file (I2). It is removed when the port closes, if it still is the port's own (I3).
     *
     * <p>Who may connect is decided by the permissions of the file, which the process's umask gives it, and of the
     * directory. To let in nobody but one's own user, use a {@link dev.heddle.net.PrivateDirectory}.
     *
     * @param path where there is no file, or that of a server which is gone; the system takes about a hundred bytes
     * @param factory makes the protocol of each connection
     * @throws IllegalArgumentException if the path is empty, or not one of the default file system
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws CannotListenException if the socket cannot be bound; the path is in the message
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default ListeningPort listenUnix(Path path, Factory factory) {
        return listenUnix(path, factory, ListenOptions.defaults());
    }

    /**
     * As {@link #listenUnix(Path, Factory)}, with options.
     *
     * @throws IllegalArgumentException if the options have a bindAddress, which is TCP's
     */
    ListeningPort listenUnix(Path path, Factory factory, ListenOptions options);

    /**
     * Begins to connect to the server at {@code path}. Returns at once, and tells what comes of it, as
     * {@link ReactorTcp#connectTcp} does. Where there is no file, a file that is nobody's, or a server at which as many
     * wait as may, that is {@link dev.heddle.net.ConnectFailedException.Refused} (I5).
     *
     * @throws IllegalArgumentException if the path is empty, or not one of the default file system
     * @throws IllegalStateException if the reactor stops and has got to its connections, or has stopped
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    default Connector connectUnix(Path path, ClientFactory factory) {
        return connectUnix(path, factory, ConnectOptions.defaults());
    }

    /**
     * As {@link #connectUnix(Path, ClientFactory)}, with options.
     *
     * @throws IllegalArgumentException if the options have a bindAddress, which is TCP's
     */
    Connector connectUnix(Path path, ClientFactory factory, ConnectOptions options);
}
