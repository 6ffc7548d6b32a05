package dev.heddle.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that nobody else is given, and on which nobody listens: connections to it are refused. */
public final class DeafPort implements AutoCloseable {

    private final Socket bound = new Socket();

    /** Takes one that is free. */
    public DeafPort() throws IOException {
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Where it is. */
    public InetSocketAddress address() {
        return (InetSocketAddress) bound.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
