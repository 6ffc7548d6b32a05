package dev.heddle.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Plain sockets on this machine, none of which waits for ever. */
final class Loopback {

    private static final int LIMIT_MILLIS = 40_000;

    private Loopback() {}

    static ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(LIMIT_MILLIS);
        return server;
    }

    static Socket connect(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(LIMIT_MILLIS);
        return client;
    }

    /** The next connection to {@code server}. */
    static Socket accept(ServerSocket server) throws IOException {
        Socket connection = server.accept();
        connection.setSoTimeout(LIMIT_MILLIS);
        return connection;
    }

    /** Holds a port, which nobody else is given, and on which nobody listens. */
    static Socket holdPort() throws IOException {
        Socket deaf = new Socket();
        deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return deaf;
    }
}
