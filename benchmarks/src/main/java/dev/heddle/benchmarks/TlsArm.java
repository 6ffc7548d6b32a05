package dev.heddle.benchmarks;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/** An arm that serves TLS. Its clients are always the same, see {@link dev.heddle.benchmarks.load.TlsClients}. */
public interface TlsArm extends Arm {

    /**
     * Opens a port on loopback that speaks TLS from the first byte, and waits until it is open. What a client sends is
     * sent back as it comes, until the client closes the connection.
     *
     * @param context what the engines of the server are to be made of
     * @return where it listens
     */
    InetSocketAddress echoTls(SSLContext context);
}
